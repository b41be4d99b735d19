"""Edit a package in QGIS as a person does and save its layers under other names; run by QGIS's own Python.

Usage: qgis_edit.py PACKAGE FOLDER [edit]
"""

import os
import sys

from qgis.core import (
    QgsApplication,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsGeometry,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

SAVED = {"geojson": "GeoJSON", "csv": "CSV", "kml": "KML", "gpkg": "GPKG"}


def edit(layer, **changes):
    layer.startEditing()
    for feature in layer.getFeatures():
        for column, value in changes.get(
            feature["id"].replace("geo:", "").replace("-", "_"), {}
        ).items():
            if column == "geometry":
                layer.changeGeometry(feature.id(), QgsGeometry.fromWkt(value))
            else:
                layer.changeAttributeValue(feature.id(), layer.fields().indexOf(column), value)


def main(package, folder, *what):
    application = QgsApplication([], False)
    application.initQgis()
    places = QgsVectorLayer(f"{package}|layername=places", "places", "ogr")
    if what:
        edit(places, al_mayadin={"geometry": "POINT(40.46 35.02)", "name_ar": "الميادين ٢"})
        new = QgsFeature(places.fields())
        new.setGeometry(QgsGeometry.fromWkt("POINT(40.5 35.05)"))
        new["name_ar"] = "قرية"
        places.addFeature(new)
        assert places.commitChanges(), places.commitErrors()
        told = QgsVectorLayer(f"{package}|layername=statements", "statements", "ogr")
        edit(told, s1={"note": "seen"})
        assert told.commitChanges(), told.commitErrors()
    for ending, driver in SAVED.items():
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName, options.layerName = driver, "places"
        if driver == "CSV":
            options.layerOptions = ["GEOMETRY=AS_WKT"]
        path = f"{folder}/places.{ending}"
        done = QgsVectorFileWriter.writeAsVectorFormatV3(
            places, path, QgsCoordinateTransformContext(), options
        )
        assert done[0] == QgsVectorFileWriter.NoError, done
    sys.stdout.flush()
    os._exit(0)  # QGIS crashes while it tidies up without a screen


main(*sys.argv[1:])
