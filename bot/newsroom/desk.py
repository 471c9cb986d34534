"""The newsroom: every use case as a method, over the tools that `bot.app` opened."""

from bot.newsroom import articles as _articles
from bot.newsroom import briefings as _briefings
from bot.newsroom import changes as _changes
from bot.newsroom import checking as _checking
from bot.newsroom import compare as _compare
from bot.newsroom import complete as _complete
from bot.newsroom import context as _context
from bot.newsroom import export as _export
from bot.newsroom import ingest as _ingest
from bot.newsroom import lists as _lists
from bot.newsroom import moderation as _moderation
from bot.newsroom import pages as _pages
from bot.newsroom import picture as _picture
from bot.newsroom import privacy as _privacy
from bot.newsroom import quote as _quote
from bot.newsroom import reactions as _reactions
from bot.newsroom import reextract as _reextract
from bot.newsroom import schedules as _schedules
from bot.newsroom import sends as _sends
from bot.newsroom import settings as _settings
from bot.newsroom import sources as _sources
from bot.newsroom import story as _story
from bot.newsroom import timeline as _timeline
from bot.newsroom import versions as _versions
from bot.newsroom import who as _who
from bot.newsroom.means import Means


class Newsroom(Means):
    """One object for the cogs, the command line and the scheduler. Each use case has its file."""

    __slots__ = ()

    who = _who.who
    person = _who.person
    quote = _quote.quote
    context = _context.context
    compare = _compare.compare
    timeline = _timeline.timeline
    picture = _picture.picture
    reactions = _reactions.reactions
    story = _story.story
    story_of = _story.story_of
    articles = _articles.articles
    remove_article = _articles.remove_article
    restore_article = _articles.restore_article
    article_history = _versions.article_history
    withdraw = _versions.withdraw
    export = _export.export
    ingest = _ingest.ingest
    reextract = _reextract.reextract
    hide_quote = _moderation.hide_quote
    unhide_quote = _moderation.unhide_quote
    mark_wrong = _moderation.mark_wrong
    unmark_wrong = _moderation.unmark_wrong
    brief = _briefings.brief
    add_schedule = _schedules.add_schedule
    edit_schedule = _schedules.edit_schedule
    preview_schedule = _schedules.preview_schedule
    preview_next = _schedules.preview_next
    schedules = _schedules.schedules
    schedule = _schedules.schedule
    pause_schedule = _schedules.pause_schedule
    resume_schedule = _schedules.resume_schedule
    delete_schedule = _schedules.delete_schedule
    sends = _sends.sends
    send = _sends.send
    changes = _changes.changes
    add_source = _sources.add_source
    sources = _sources.sources
    source = _sources.source
    pause_source = _sources.pause_source
    resume_source = _sources.resume_source
    remove_source = _sources.remove_source
    complete_sources = _sources.complete_sources
    poll_sources = _sources.poll_sources
    sweep_sources = _sources.sweep_sources
    check_source = _checking.check_source
    add_list = _lists.add_list
    export_sources = _lists.export_sources
    add_pages = _pages.add_pages
    settings = _settings.settings
    change_settings = _settings.change_settings
    privacy_report = _privacy.privacy_report
    forget_user = _privacy.forget_user
    library_left = _privacy.library_left
    library_joined = _privacy.library_joined
    libraries_present = _privacy.libraries_present
    delete_expired = _privacy.delete_expired
    complete_people = _complete.complete_people
    complete_articles = _complete.complete_articles
