"""Makes tiny networks with the inputs and outputs of promptable models whose weights are not at hand.

    python testing/makeClickFixtures.py            # writes testing/fixtures/clicks/*.onnx

Names, types and shapes are those of the exporters (segment-anything, samexporter, EfficientSAM, optimum, transformers.js); what is
computed is simple enough to be checked: a mask is a disc around each positive click less one around each negative one, or the inside
of a box, plus a tenth of the mask that was put in, plus the first channel of the embedding. A score says how many points were padding.
Needs onnx and numpy.
"""

import pathlib

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

FOLDER = pathlib.Path(__file__).parent / "fixtures" / "clicks"
# Candidate c is a disc of RADII[c] cells, and takes itself to be as good as SCORES[c].
RADII = [20, 8, 16, 32]
SCORES = [0.6, 0.9, 0.8, 0.7]
EDGE = 256
MEAN = [123.675, 116.28, 103.53]
STD = [58.395, 57.12, 57.375]


class Graph:
    def __init__(self, seed):
        self.random = numpy.random.default_rng(seed)
        self.nodes, self.weights, self.inputs, self.outputs = [], [], [], []

    def input(self, name, dims, kind=TensorProto.FLOAT):
        self.inputs.append(helper.make_tensor_value_info(name, kind, dims))
        return name

    def output(self, tensor, name, dims):
        self.nodes.append(helper.make_node("Identity", [tensor], [name]))
        self.outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, dims))

    def constant(self, values, kind=numpy.float32):
        name = f"constant_{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(numpy.asarray(values, kind), name))
        return name

    def ints(self, values):
        return self.constant(values, numpy.int64)

    def node(self, kind, *inputs, **attributes):
        name = f"/{kind}_{len(self.nodes)}_output_0"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def save(self, name):
        graph = helper.make_graph(self.nodes, name, self.inputs, self.outputs, self.weights)
        model = helper.make_model(
            graph, producer_name="pytorch", ir_version=8, opset_imports=[helper.make_opsetid("", 17)]
        )
        onnx.checker.check_model(model, full_check=True)
        FOLDER.mkdir(exist_ok=True)
        onnx.save(model, FOLDER / f"{name}.onnx")


def features(graph, image, cell, channels):
    """[1, channels, 1024 / cell, ...]: the first channel is the mean of the image's, the others are random mixtures."""
    weight = graph.random.normal(size=(channels, 3, 1, 1))
    weight[0] = 1 / 3
    pooled = graph.node("AveragePool", image, kernel_shape=[cell, cell], strides=[cell, cell])
    return graph.node("Conv", pooled, graph.constant(weight))


def planes(graph, name, dims=(1, 3, 1024, 1024)):
    return graph.input(name, list(dims))


def points_of(graph, coordinates, labels, scale=1.0):
    """x and y in cells, each [n, 1, 1], and the labels as floats [n, 1, 1]."""
    flat = graph.node("Reshape", coordinates, graph.ints([-1, 2]))
    flat = graph.node("Mul", flat, scale) if isinstance(scale, str) else flat
    cells = graph.node("Div", graph.node("Add", flat, graph.constant(0.5)), graph.constant(4.0))
    column = lambda i: graph.node(
        "Reshape", graph.node("Gather", cells, graph.ints([i]), axis=1), graph.ints([-1, 1, 1])
    )
    number = graph.node("Cast", labels, to=TensorProto.FLOAT)
    return column(0), column(1), graph.node("Reshape", number, graph.ints([-1, 1, 1]))


def is_label(graph, labels, value):
    same = graph.node("Equal", labels, graph.constant(float(value)))
    return graph.node("Cast", same, to=TensorProto.FLOAT)


def summed(graph, tensor):
    return graph.node("ReduceSum", tensor, graph.ints([0]), keepdims=0)


def decode(graph, embedding, points, candidates, box=None, mask=None):
    """Logits [1, C, 256, 256] and scores [1, C]."""
    x, y, labels = points
    column = graph.constant((numpy.arange(EDGE) + 0.5).reshape(1, 1, EDGE))
    row = graph.constant((numpy.arange(EDGE) + 0.5).reshape(1, EDGE, 1))
    square = lambda tensor: graph.node("Mul", tensor, tensor)
    distance = graph.node(
        "Sqrt",
        graph.node("Add", square(graph.node("Sub", column, x)), square(graph.node("Sub", row, y))),
    )
    weight = graph.node("Sub", is_label(graph, labels, 1), is_label(graph, labels, 0))
    if box is None:
        corner = lambda of, label: summed(graph, graph.node("Mul", of, is_label(graph, labels, label)))
        box = [corner(x, 2), corner(y, 2), corner(x, 3), corner(y, 3)]
        boxes = summed(graph, is_label(graph, labels, 2))
    else:
        box, boxes = box
    inside = graph.node(
        "Min",
        graph.node("Sub", column, box[0]),
        graph.node("Sub", box[2], column),
        graph.node("Sub", row, box[1]),
        graph.node("Sub", box[3], row),
    )
    inside = graph.node("Mul", boxes, graph.node("Add", inside, graph.constant(4.0)))
    first = graph.node("Gather", embedding, graph.ints([0]), axis=1)
    scales = graph.constant([1.0, 1.0, 4.0, 4.0])
    seen = graph.node("Reshape", graph.node("Resize", first, "", scales), graph.ints([1, EDGE, EDGE]))
    base = graph.node("Add", graph.node("Add", inside, seen), graph.constant(-4.0))
    if mask is not None:
        logits, flag = mask
        given = graph.node("Mul", graph.node("Reshape", logits, graph.ints([1, EDGE, EDGE])), flag)
        base = graph.node("Add", base, graph.node("Mul", given, graph.constant(0.1)))
    masks = []
    for c in candidates:
        disc = graph.node("Relu", graph.node("Sub", graph.constant(float(RADII[c])), distance))
        discs = graph.node(
            "ReduceSum", graph.node("Mul", disc, weight), graph.ints([0]), keepdims=1
        )
        masks.append(graph.node("Add", discs, base))
    all_masks = graph.node("Unsqueeze", graph.node("Concat", *masks, axis=0), graph.ints([0]))
    padding = graph.node("Reshape", summed(graph, is_label(graph, labels, -1)), graph.ints([1, 1]))
    part = graph.node("Mul", padding, graph.constant(0.01))
    return all_masks, graph.node("Add", graph.constant([[SCORES[c] for c in candidates]]), part)


def select_masks(graph, masks, scores, coordinates):
    """One of four, as segment-anything's SamOnnxModel has it."""
    count = graph.node("Gather", graph.node("Shape", coordinates), graph.constant(1, numpy.int64))
    count = graph.node("Cast", count, to=TensorProto.FLOAT)
    reweight = graph.node(
        "Mul", graph.node("Sub", count, graph.constant(2.5)), graph.constant([[1000.0, 0, 0, 0]])
    )
    best = graph.node("ArgMax", graph.node("Add", scores, reweight), axis=1, keepdims=0)
    best = graph.node("Add", best, graph.ints([0]))
    flat = graph.node("Reshape", masks, graph.ints([4, EDGE * EDGE]))
    chosen = graph.node("Gather", flat, best)
    chosen = graph.node("Reshape", chosen, graph.ints([1, EDGE, EDGE]))
    score = graph.node("Gather", graph.node("Flatten", scores, axis=2), best, axis=1)
    return (
        graph.node("Unsqueeze", chosen, graph.ints([1])),
        graph.node("Reshape", score, graph.ints([1, 1])),
    )


def at_size(graph, masks, size):
    count = graph.node("Shape", masks, end=2)
    sizes = graph.node("Concat", count, graph.node("Cast", size, to=TensorProto.INT64), axis=0)
    return graph.node("Resize", masks, "", "", sizes, mode="linear")


def segment_anything():
    graph = Graph(1)
    graph.output(features(graph, planes(graph, "x"), 16, 256), "image_embeddings", [1, 256, 64, 64])
    graph.save("segment-anything.encoder")

    # samexporter's, with preprocessing inside: pixels of an image whose long side is 1024.
    graph = Graph(1)
    pixels = graph.input("input_image", ["image_height", "image_width", 3])
    normal = graph.node("Div", graph.node("Sub", pixels, graph.constant(MEAN)), graph.constant(STD))
    shape = graph.node("Shape", pixels, end=2)
    missing = graph.node("Sub", graph.ints([1024, 1024]), shape)
    pads = graph.node("Concat", graph.ints([0, 0, 0]), missing, graph.ints([0]), axis=0)
    padded = graph.node("Pad", normal, pads)
    image = graph.node("Unsqueeze", graph.node("Transpose", padded, perm=[2, 0, 1]), graph.ints([0]))
    graph.output(features(graph, image, 16, 256), "image_embeddings", [1, 256, 64, 64])
    graph.save("segment-anything.pixels.encoder")

    for name, shown in (("segment-anything.decoder", 1), ("segment-anything.all.decoder", 4)):
        graph = Graph(2)
        embedding = graph.input("image_embeddings", [1, 256, 64, 64])
        coordinates = graph.input("point_coords", [1, "num_points", 2])
        labels = graph.input("point_labels", [1, "num_points"])
        mask = graph.input("mask_input", [1, 1, EDGE, EDGE]), graph.input("has_mask_input", [1])
        size = graph.input("orig_im_size", [2])
        points = points_of(graph, coordinates, labels)
        masks, scores = decode(graph, embedding, points, [0, 1, 2, 3], mask=mask)
        if shown == 1:
            masks, scores = select_masks(graph, masks, scores, coordinates)
        graph.output(at_size(graph, masks, size), "masks", [1, shown, "height", "width"])
        graph.output(scores, "iou_predictions", [1, shown])
        graph.output(masks, "low_res_masks", [1, shown, EDGE, EDGE])
        graph.save(name)


def segment_anything_2():
    graph = Graph(3)
    image = planes(graph, "image")
    graph.output(features(graph, image, 4, 32), "high_res_feats_0", [1, 32, 256, 256])
    graph.output(features(graph, image, 8, 64), "high_res_feats_1", [1, 64, 128, 128])
    graph.output(features(graph, image, 16, 256), "image_embed", [1, 256, 64, 64])
    graph.save("segment-anything-2.encoder")

    graph = Graph(4)
    embedding = graph.input("image_embed", [1, 256, 64, 64])
    fine = graph.input("high_res_feats_0", [1, 32, 256, 256])
    graph.input("high_res_feats_1", [1, 64, 128, 128])
    coordinates = graph.input("point_coords", ["num_labels", "num_points", 2])
    labels = graph.input("point_labels", ["num_labels", "num_points"])
    mask = (
        graph.input("mask_input", ["num_labels", 1, EDGE, EDGE]),
        graph.input("has_mask_input", ["num_labels"]),
    )
    points = points_of(graph, coordinates, labels)
    masks, scores = decode(graph, embedding, points, [1, 2, 3], mask=mask)
    masks = graph.node("Add", masks, graph.node("Mul", graph.node("Gather", fine, graph.ints([0]), axis=1), graph.constant(0.001)))
    graph.output(graph.node("Clip", masks, graph.constant(-32.0), graph.constant(32.0)), "masks", ["num_labels", 3, EDGE, EDGE])
    graph.output(scores, "iou_predictions", ["num_labels", 3])
    graph.save("segment-anything-2.decoder")


def efficient_sam():
    graph = Graph(5)
    image = planes(graph, "batched_images", ["batch", 3, "height", "width"])
    whole = graph.node("Resize", image, "", "", graph.ints([1, 3, 1024, 1024]), mode="linear")
    graph.output(features(graph, whole, 16, 256), "image_embeddings", ["batch", 256, 64, 64])
    graph.save("efficient-sam.encoder")

    graph = Graph(6)
    embedding = graph.input("image_embeddings", ["batch", 256, 64, 64])
    coordinates = graph.input("batched_point_coords", ["batch", 1, "num_points", 2])
    labels = graph.input("batched_point_labels", ["batch", 1, "num_points"])
    size = graph.input("orig_im_size", [2], TensorProto.INT64)
    width_height = graph.node("Cast", graph.node("Gather", size, graph.ints([1, 0])), to=TensorProto.FLOAT)
    scale = graph.node("Div", graph.constant([1024.0, 1024.0]), width_height)
    masks, scores = decode(graph, embedding, points_of(graph, coordinates, labels, scale), [1, 2, 3])
    sized = graph.node("Unsqueeze", at_size(graph, masks, size), graph.ints([1]))
    graph.output(sized, "output_masks", ["batch", 1, 3, "height", "width"])
    graph.output(graph.node("Unsqueeze", scores, graph.ints([1])), "iou_predictions", ["batch", 1, 3])
    graph.save("efficient-sam.decoder")


def transformers_sam():
    graph = Graph(7)
    image = planes(graph, "pixel_values", ["batch_size", 3, 1024, 1024])
    graph.output(features(graph, image, 16, 256), "image_embeddings", ["batch_size", 256, 64, 64])
    position = graph.constant(numpy.full((1, 1, 1, 1), 0.5))
    shape = graph.ints([1, 256, 64, 64])
    graph.output(graph.node("Expand", position, shape), "image_positional_embeddings", [1, 256, 64, 64])
    graph.save("transformers-sam.encoder")

    graph = Graph(8)
    coordinates = graph.input("input_points", ["batch_size", "point_batch_size", "nb_points_per_image", 2])
    labels = graph.input(
        "input_labels", ["batch_size", "point_batch_size", "nb_points_per_image"], TensorProto.INT64
    )
    embedding = graph.input("image_embeddings", ["batch_size", 256, 64, 64])
    position = graph.input("image_positional_embeddings", ["batch_size", 256, 64, 64])
    masks, scores = decode(graph, embedding, points_of(graph, coordinates, labels), [1, 2, 3])
    shift = graph.node("ReduceMean", position, keepdims=0)
    scores = graph.node("Add", scores, graph.node("Mul", shift, graph.constant(0.1)))
    graph.output(graph.node("Unsqueeze", scores, graph.ints([1])), "iou_scores", ["batch_size", "point_batch_size", 3])
    graph.output(
        graph.node("Unsqueeze", masks, graph.ints([1])),
        "pred_masks",
        ["batch_size", "point_batch_size", 3, EDGE, EDGE],
    )
    graph.save("transformers-sam.decoder")


def transformers_sam_2():
    graph = Graph(9)
    image = planes(graph, "pixel_values", ["batch_size", 3, 1024, 1024])
    graph.output(features(graph, image, 4, 32), "image_embeddings.0", ["batch_size", 32, 256, 256])
    graph.output(features(graph, image, 8, 64), "image_embeddings.1", ["batch_size", 64, 128, 128])
    graph.output(features(graph, image, 16, 256), "image_embeddings.2", ["batch_size", 256, 64, 64])
    graph.save("transformers-sam-2.encoder")

    graph = Graph(10)
    coordinates = graph.input("input_points", ["batch_size", "num_objects", "num_points", 2])
    labels = graph.input("input_labels", ["batch_size", "num_objects", "num_points"], TensorProto.INT64)
    boxes = graph.input("input_boxes", ["batch_size", "num_boxes", 4])
    graph.input("image_embeddings.0", ["batch_size", 32, 256, 256])
    graph.input("image_embeddings.1", ["batch_size", 64, 128, 128])
    embedding = graph.input("image_embeddings.2", ["batch_size", 256, 64, 64])
    flat = graph.node("Reshape", boxes, graph.ints([-1, 4]))
    total = summed(graph, graph.node("Div", graph.node("Add", flat, graph.constant(0.5)), graph.constant(4.0)))
    edge = [graph.node("Gather", total, graph.constant(i, numpy.int64)) for i in range(4)]
    count = graph.node("Cast", graph.node("Shape", flat, end=1), to=TensorProto.FLOAT)
    points = points_of(graph, coordinates, labels)
    masks, scores = decode(graph, embedding, points, [1, 2, 3], box=(edge, count))
    graph.output(graph.node("Unsqueeze", scores, graph.ints([1])), "iou_scores", ["batch_size", "num_objects", 3])
    graph.output(
        graph.node("Unsqueeze", masks, graph.ints([1])),
        "pred_masks",
        ["batch_size", "num_objects", 3, EDGE, EDGE],
    )
    graph.output(graph.constant([[[10.0]]]), "object_score_logits", ["batch_size", "num_objects", 1])
    graph.save("transformers-sam-2.decoder")


if __name__ == "__main__":
    segment_anything()
    segment_anything_2()
    efficient_sam()
    transformers_sam()
    transformers_sam_2()
