using System.Collections.Immutable;

namespace MLFlux.Graphs;

/// <summary>A node with what is known of its inputs, for the operator that makes it ready.</summary>
/// <param name="layer">The layer that the graph belongs to, for messages.</param>
/// <param name="node">The node.</param>
/// <param name="inputs">What is known of its inputs; null for one that is left out.</param>
/// <param name="operatorSet">The version of ONNX's operators.</param>
internal sealed class NodeContext(Layer layer, GraphNode node, IReadOnlyList<GraphValue?> inputs, int operatorSet)
{
    /// <summary>The node.</summary>
    public GraphNode Node => node;

    /// <summary>The version of ONNX's operators that the node is of.</summary>
    public int OperatorSet => operatorSet;

    /// <summary>How many inputs are written, those that are left out included.</summary>
    public int Count => inputs.Count;

    /// <summary>An input that has to be there.</summary>
    public GraphValue this[int index] => Optional(index)
        ?? throw Fault($"lacks its input number {index + 1}");

    /// <summary>An input, or null where it is left out.</summary>
    public GraphValue? Optional(int index) => index < inputs.Count ? inputs[index] : null;

    /// <summary>A setting that is a whole number.</summary>
    public long Integer(string name, long absent) => Find(name) switch
    {
        null => absent,
        long number => number,
        _ => throw Fault($"has a setting '{name}' that is no whole number"),
    };

    /// <summary>A setting that is a whole number and has to be there.</summary>
    public long Integer(string name) => Find(name) is null ? throw Fault($"lacks its setting '{name}'") : Integer(name, 0);

    /// <summary>A setting that is a list of whole numbers; null where it is absent.</summary>
    public long[]? Integers(string name) => Find(name) switch
    {
        null => null,
        long[] numbers => numbers,
        _ => throw Fault($"has a setting '{name}' that is no list of whole numbers"),
    };

    /// <summary>A setting that is a number.</summary>
    public double Number(string name, double absent) => Find(name) switch
    {
        null => absent,
        float number => number,
        _ => throw Fault($"has a setting '{name}' that is no number"),
    };

    /// <summary>A setting that is a text.</summary>
    public string Text(string name, string absent) => Find(name) switch
    {
        null => absent,
        string text => text,
        _ => throw Fault($"has a setting '{name}' that is no text"),
    };

    /// <summary>A setting that is a list of texts; null where it is absent.</summary>
    public string[]? Texts(string name) => Find(name) switch
    {
        null => null,
        string[] texts => texts,
        _ => throw Fault($"has a setting '{name}' that is no list of texts"),
    };

    /// <summary>Whether a setting is there.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>The numbers of an input that have to be known.</summary>
    public ImmutableArray<GraphNumber> Known(int index) => this[index].Known
        ?? throw Fault($"takes '{node.Inputs[index]}', which has to be known before the graph computes, but depends on the rows' values");

    /// <summary>
    /// A list of whole numbers that older operators have as a setting, newer ones as an input; null where neither is there.
    /// </summary>
    public long[]? List(int input, string setting) => Optional(input) is null ? Integers(setting)
        : [.. Known(input).Select(number => GraphNumber.Whole(number.Value))];

    /// <summary>A number that older operators have as a setting, newer ones as an input; null where neither is there.</summary>
    public double? Scalar(int input, string setting)
    {
        if (Optional(input) is null)
            return Has(setting) ? Number(setting, 0) : null;
        return Known(input) is [{ IsPerRow: false } only] ? only.Value : throw Fault(
            $"takes '{node.Inputs[input]}', which is not one number");
    }

    /// <summary>The one whole number that an input has to be.</summary>
    public long Whole(int index) => Known(index) is [{ IsPerRow: false } only] ? GraphNumber.Whole(only.Value)
        : throw Fault($"takes '{node.Inputs[index]}', which is not one number");

    /// <summary>Refuses values within an operator, such as a padded input, that are more than a tensor holds.</summary>
    /// <param name="what">The values, as the end of a sentence.</param>
    /// <param name="sizes">Their dimensions for a row.</param>
    public void RequireRoom(string what, IEnumerable<double> sizes)
    {
        if (sizes.Aggregate(1.0, (product, size) => product * size) > int.MaxValue)
            throw Fault($"{what}, more than the 2,147,483,647 values of a tensor");
    }

    /// <summary>An axis, counted from the front.</summary>
    public int Axis(long axis, int rank)
    {
        long counted = axis < 0 ? axis + rank : axis;
        return counted >= 0 && counted < rank ? (int)counted : throw Fault($"has an axis {axis} where its input has {rank} dimensions");
    }

    /// <summary>A dimension that does not depend on the rows.</summary>
    public long Size(GraphValue value, int axis)
    {
        if (axis >= value.Rank)
            throw Fault($"takes {value} where there have to be more than {axis} dimensions");
        return value.Dimensions[axis] is { IsPerRow: false } size
            ? (long)size.Value
            : throw Fault($"cannot work along dimension {axis} of {value}, which depends on the number of rows");
    }

    /// <summary>The dimensions that two values have together, as NumPy stretches them.</summary>
    public ImmutableArray<GraphNumber> Stretch(ImmutableArray<GraphNumber> one, ImmutableArray<GraphNumber> other)
    {
        int rank = Math.Max(one.Length, other.Length);
        var all = new GraphNumber[rank];
        for (int i = 1; i <= rank; i++)
        {
            GraphNumber left = i <= one.Length ? one[^i] : new(1), right = i <= other.Length ? other[^i] : new(1);
            all[^i] = left == right || right.Is(1) ? left
                : left.Is(1) ? right
                : throw Fault($"takes {string.Join('×', one)} and {string.Join('×', other)}, which do not go together");
        }

        return [.. all];
    }

    /// <summary>Makes sure that an input has so many dimensions.</summary>
    public void RequireRank(int index, int least, int most = int.MaxValue)
    {
        if (this[index].Rank < least || this[index].Rank > most)
        {
            string wanted = least == most ? $"{least}" : most == int.MaxValue ? $"at least {least}" : $"{least} to {most}";
            throw Fault($"takes '{node.Inputs[index]}' of {this[index]}; it takes {wanted} dimensions");
        }
    }

    /// <summary>The fault of the node.</summary>
    public NetworkShapeException Fault(string what) => new(layer, $"its node '{node.Title}' ({node.Operation}) {what}.");

    private object? Find(string name) => node.Attributes.GetValueOrDefault(name);
}
