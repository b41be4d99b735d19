"""`python -m geo_osint` is `geo-osint`."""

from geo_osint.cli import main

if __name__ == "__main__":
    main()
