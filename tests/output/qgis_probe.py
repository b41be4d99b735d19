"""Open layers in QGIS as a user would and tell what came of it, as JSON; run by QGIS's own Python.

Usage: qgis_probe.py IMAGE SOURCE…  (IMAGE "-" for none; a source is a path, or path|layername=…)
"""

import json
import os
import sys

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
    QgsRenderContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize


def seen(layer):
    renderer = layer.renderer()
    rules = (
        renderer.rootRule().descendants() if renderer and renderer.type() == "RuleRenderer" else []
    )
    return {
        "valid": layer.isValid(),
        "count": layer.featureCount(),
        "crs": layer.crs().authid(),
        "geometry": layer.geometryType()
        if isinstance(layer.geometryType(), int)
        else layer.geometryType().value,
        "renderer": renderer.type() if renderer else None,
        "rules": [
            [rule.filterExpression() if not rule.isElse() else "ELSE", rule.label()]
            for rule in rules
        ],
        "broken": [
            r.filter().parserErrorString()
            for r in rules
            if r.filter() and r.filter().hasParserError()
        ],
        "drawn": drawn(layer, renderer) if rules else [],
        "labels": layer.labelsEnabled() and bool(layer.labeling()),
        "label": labels(layer) if layer.labelsEnabled() and layer.labeling() else [],
        "aliases": {field.name(): field.alias() for field in layer.fields()},
        "types": {field.name(): field.typeName() for field in layer.fields()},
        "widgets": {
            field.name(): layer.editorWidgetSetup(number).type()
            for number, field in enumerate(layer.fields())
        },
        "rows": [
            [
                None if value is None or repr(value) == "NULL" else value
                for value in feature.attributes()
            ]
            for feature in layer.getFeatures()
        ],
        "shapes": [feature.geometry().asWkt(7)[:200] for feature in layer.getFeatures()],
    }


def drawn(layer, renderer):
    """The labels of the rules that draw each feature."""
    context = QgsRenderContext()
    context.expressionContext().appendScopes(
        __import__("qgis.core").core.QgsExpressionContextUtils.globalProjectLayerScopes(layer)
    )
    renderer.startRender(context, layer.fields())
    found = []
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        found.append(sorted(renderer.legendKeysForFeature(feature, context)))
    renderer.stopRender(context)
    return found


def labels(layer):
    core = __import__("qgis.core").core
    text = layer.labeling().settings().fieldName
    expression = core.QgsExpression(text)
    context = core.QgsExpressionContext(
        core.QgsExpressionContextUtils.globalProjectLayerScopes(layer)
    )
    found = []
    for feature in layer.getFeatures():
        context.setFeature(feature)
        value = expression.evaluate(context)
        found.append(value if isinstance(value, str) else None)
    return [expression.parserErrorString(), *found]


def picture(layers, path):
    settings = QgsMapSettings()
    settings.setLayers(list(reversed(layers)))
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    settings.setOutputSize(QSize(1400, 1000))
    settings.setOutputDpi(110)
    whole = QgsRectangle()
    whole.setMinimal()
    turn = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"), settings.destinationCrs(), QgsProject.instance()
    )
    zoom = os.environ.get("PROBE_EXTENT")
    if zoom:
        whole = QgsRectangle(*map(float, zoom.split(",")))
    else:
        for layer in layers:
            if layer.featureCount() and not layer.extent().isEmpty():
                whole.combineExtentWith(layer.extent())
    box = turn.transformBoundingBox(whole)
    box.scale(1.15)
    settings.setExtent(box)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage().save(path)


def main(image, sources):
    application = QgsApplication([], False)
    application.initQgis()
    layers = [QgsVectorLayer(source, source, "ogr") for source in sources]
    sys.stdout.write(json.dumps([seen(layer) for layer in layers], ensure_ascii=False, default=str))
    if image != "-":
        picture([layer for layer in layers if layer.isValid()], image)
    sys.stdout.flush()
    os._exit(0)  # QGIS crashes while it tidies up without a screen


main(sys.argv[1], sys.argv[2:])
