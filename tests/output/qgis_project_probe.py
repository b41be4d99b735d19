"""Open a project in QGIS and tell what it holds, as JSON; run by QGIS's own Python.

Usage: qgis_project_probe.py PROJECT DAY…  (YYYY-MM-DD: which rows each layer shows on that day)
"""

import json
import os
import sys

from qgis.core import (
    QgsApplication,
    QgsDateTimeRange,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeatureRequest,
    QgsLayerTreeGroup,
    QgsProject,
    QgsVectorLayerTemporalContext,
)
from qgis.PyQt.QtCore import QDateTime, Qt


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
        "layers": {id: told(layer, days) for id, layer in project.mapLayers().items()},
    }
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)


main(*sys.argv[1:])
