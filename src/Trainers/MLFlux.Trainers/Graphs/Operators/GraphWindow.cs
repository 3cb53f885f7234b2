using System.Collections.Immutable;
using static TorchSharp.torch;

namespace MLFlux.Graphs;

/// <summary>A window that moves along the axes behind the channels, as ONNX says it.</summary>
internal sealed class GraphWindow
{
    private readonly long[] _before;
    private readonly long[] _after;

    private GraphWindow(long[] size, long[] strides, long[] dilations, long[] before, long[] after, long[] output)
    {
        Size = size;
        Strides = strides;
        Dilations = dilations;
        _before = before;
        _after = after;
        Output = output;
    }

    public long[] Size { get; }

    public long[] Strides { get; }

    public long[] Dilations { get; }

    /// <summary>How many values come of each axis.</summary>
    public long[] Output { get; }

    /// <summary>Whether the padding is the same at both ends of each axis, as libtorch's own operations take it.</summary>
    public bool IsEven => _before.SequenceEqual(_after);

    /// <summary>Whether there is padding.</summary>
    public bool IsPadded => _before.Concat(_after).Any(size => size != 0);

    /// <summary>The padding at both ends, where <see cref="IsEven"/>.</summary>
    public long[] Padding => _before;

    /// <summary>Reads the window of a node whose first input it moves over.</summary>
    /// <param name="node">The node.</param>
    /// <param name="size">The window's size along each axis.</param>
    /// <exception cref="NetworkShapeException">The settings do not fit the input.</exception>
    public static GraphWindow Of(NodeContext node, long[] size)
    {
        int axes = size.Length;
        long[] strides = Setting(node, "strides", axes, 1), dilations = Setting(node, "dilations", axes, 1);
        long[] pads = node.Integers("pads") ?? new long[2 * axes];
        if (pads.Length != 2 * axes || pads.Any(pad => pad is < 0 or > int.MaxValue))
            throw node.Fault($"has a setting 'pads' of {string.Join(", ", pads)} for {axes} axes");
        string auto = node.Text("auto_pad", "NOTSET");
        bool ceils = node.Integer("ceil_mode", 0) != 0;
        long[] before = pads[..axes], after = pads[axes..], output = new long[axes];
        for (int axis = 0; axis < axes; axis++)
        {
            long length = node.Size(node[0], axis + 2), extent = ((size[axis] - 1) * dilations[axis]) + 1;
            (before[axis], after[axis]) = auto switch
            {
                "NOTSET" => (before[axis], after[axis]),
                "VALID" => (0, 0),
                "SAME_UPPER" or "SAME_LOWER" => Same(length, extent, strides[axis], auto == "SAME_UPPER"),
                _ => throw node.Fault($"has a setting 'auto_pad' of '{auto}', which is none"),
            };
            long room = length + before[axis] + after[axis] - extent;
            if (room < 0)
                throw node.Fault($"moves a window of {extent} over {length} values and {before[axis] + after[axis]} of padding");
            output[axis] = (room / strides[axis]) + 1;
            if (ceils && room % strides[axis] != 0 && output[axis] * strides[axis] < length + before[axis])
            {
                after[axis] += strides[axis] - (room % strides[axis]);
                output[axis]++;
            }
        }

        node.RequireRoom($"pads {node[0]} by {string.Join(", ", before)} and {string.Join(", ", after)}", node[0].Dimensions
            .Select((length, axis) => length.Value + (axis < 2 ? 0 : before[axis - 2] + after[axis - 2])));
        return new GraphWindow(size, strides, dilations, before, after, output);
    }

    /// <summary>A list of a whole number from 1 for each axis.</summary>
    public static long[] Setting(NodeContext node, string name, int axes, long absent)
    {
        long[] numbers = node.Integers(name) ?? [.. Enumerable.Repeat(absent, axes)];
        return numbers.Length == axes && numbers.All(number => number is >= 1 and <= int.MaxValue)
            ? numbers
            : throw node.Fault($"has a setting '{name}' of {string.Join(", ", numbers)} for {axes} axes");
    }

    /// <summary>The dimensions that come of a value: its rows, channels, and the places of the window.</summary>
    public ImmutableArray<GraphNumber> Dimensions(GraphValue input, GraphNumber channels) =>
        [input.Dimensions[0], channels, .. Output.Select(size => new GraphNumber(size))];

    /// <summary>The input with its padding around it. A tensor of its own.</summary>
    public Tensor Pad(Tensor input, double value)
    {
        var sides = new List<long>();
        for (int axis = _before.Length - 1; axis >= 0; axis--) // As libtorch's pad takes them: the last axis first.
            sides.AddRange([_before[axis], _after[axis]]);
        return nn.functional.pad(input, [.. sides], value: value);
    }

    private static (long Before, long After) Same(long length, long extent, long stride, bool upper)
    {
        long places = (length + stride - 1) / stride, all = Math.Max(0, ((places - 1) * stride) + extent - length);
        return upper ? (all / 2, all - (all / 2)) : (all - (all / 2), all / 2);
    }
}
