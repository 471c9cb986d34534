"""What the program remembers survives a restart."""

from pathlib import Path

from bot.stored_tree import StoredTree
from storage.database import Database


async def test_the_digest_of_the_commands_survives_a_restart(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'record.db'}"
    database = await Database.open(address)
    tree = StoredTree(database)
    assert await tree.synced_tree() is None
    await tree.remember_tree("first")
    await tree.remember_tree("second")
    await database.close()

    database = await Database.open(address)
    assert await StoredTree(database).synced_tree() == "second"
    await database.close()
