"""Open a project in QGIS and tell what it holds, as JSON; run by QGIS's own Python.

Usage: qgis_project_probe.py PROJECT DAY…  (YYYY-MM-DD: which rows each layer shows on that day)
"""

import json
import os
import sys

from qgis.core import (
    QgsApplication,
    QgsCoordinateTransform,
    QgsDateTimeRange,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeatureRequest,
    QgsLayerTreeGroup,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerTemporalContext,
)
from qgis.PyQt.QtCore import QDateTime, QSize, Qt


def tree(node):
    return {
        child.name(): tree(child)
        if isinstance(child, QgsLayerTreeGroup)
        else [child.layerId(), child.isVisible()]
        for child in node.children()
    }


def frame(day):
    start = QDateTime.fromString(day + "T00:00:00Z", Qt.ISODate)
    return QgsDateTimeRange(start, start.addDays(1), True, False)


def shown(layer, day):
    context = QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    text = layer.temporalProperties().createFilterString(context, frame(day))
    found = layer.getFeatures(QgsFeatureRequest().setFilterExpression(text))
    return sorted(feature["id"] for feature in found)


def tips(layer):
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    found = []
    for feature in layer.getFeatures():
        context.setFeature(feature)
        found.append(QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context))
    return found


def painted(project, layer, day):
    """Draw one layer alone, at a moment or at none, and count the dots that are not paper."""
    view = project.viewSettings().defaultViewExtent()
    turn = QgsCoordinateTransform(view.crs(), project.crs(), project)
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(project.crs())
    settings.setExtent(turn.transformBoundingBox(view))
    settings.setOutputSize(QSize(400, 300))
    settings.setFlag(QgsMapSettings.DrawLabeling, False)
    if day:
        settings.setIsTemporal(True)
        settings.setTemporalRange(frame(day))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    picture = job.renderedImage()
    paper = picture.pixel(0, 0)
    return sum(
        picture.pixel(x, y) != paper
        for x in range(picture.width())
        for y in range(picture.height())
    )


def metadata(layer):
    found = layer.metadata()
    return {
        "title": found.title(),
        "abstract": found.abstract(),
        "licences": found.licenses(),
        "history": found.history(),
        "rights": found.rights(),
    }


def form(layer):
    found = {}
    for number, field in enumerate(layer.fields()):
        setup = layer.editorWidgetSetup(number)
        listed = setup.config().get("map", []) if setup.type() == "ValueMap" else []
        found[field.name()] = {
            "widget": setup.type(),
            "values": {code: words for each in listed for words, code in each.items()},
            "open": not layer.editFormConfig().readOnly(number),
        }
    return found


def told(layer, days):
    timed = layer.temporalProperties().isActive()
    return {
        "valid": layer.isValid(),
        "source": layer.source(),
        "count": layer.featureCount(),
        "renderer": layer.renderer().type() if layer.isValid() else "",
        "labels": layer.labelsEnabled(),
        "days": {day: shown(layer, day) for day in days} if timed else None,
        "types": {field.name(): field.typeName() for field in layer.fields()},
        "tips": tips(layer),
        "metadata": metadata(layer),
        "form": form(layer),
    }


def main(path, *days):
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    project = QgsProject.instance()
    read = project.read(path)
    span = project.timeSettings().temporalRange()
    view = project.viewSettings().defaultViewExtent()
    found = {
        "read": read,
        "title": project.title(),
        "crs": project.crs().authid(),
        "ellipsoid": project.ellipsoid(),
        "tree": tree(project.layerTreeRoot()),
        "span": [each.toString(Qt.ISODate) for each in (span.begin(), span.end())],
        "extent": [view.xMinimum(), view.yMinimum(), view.xMaximum(), view.yMaximum()],
        "order": [layer.id() for layer in project.layerTreeRoot().layerOrder()],
        "painted": {
            id: {day: painted(project, layer, day) for day in ("", *days)}
            for id, layer in project.mapLayers().items()
        },
        "stored": {
            layer.name(): metadata(QgsVectorLayer(layer.source(), "again", "ogr"))
            for layer in project.mapLayers().values()
        },
        "layers": {id: told(layer, days) for id, layer in project.mapLayers().items()},
    }
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)


main(*sys.argv[1:])
