"""Road networks of OpenStreetMap: an extract (.osm.pbf) becomes a network that opens without being parsed again.

`tags` says what is a road, by the table in tags.toml; `reading` takes the roads out of an extract, `contracting` joins
them into links, `gates` finds border posts, checkpoints, bridges and ferries; `importing` does it all and saves.
"""

from geo_osint.routing.osm.importing import Made, import_roads

__all__ = ["Made", "import_roads"]
