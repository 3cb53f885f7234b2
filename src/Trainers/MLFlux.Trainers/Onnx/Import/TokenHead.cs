using System.Collections.Immutable;
using MLFlux.Graphs;

namespace MLFlux.Onnx;

/// <summary>Makes the inputs of a network over texts of a vector of keys, and one vector of what it gives.</summary>
internal sealed class TokenHead
{
    private readonly OnnxTokens _tokens;
    private readonly Func<string, bool> _isTaken;
    private readonly ImmutableArray<GraphNode>.Builder _nodes = ImmutableArray.CreateBuilder<GraphNode>();
    private readonly ImmutableArray<GraphConstant>.Builder _constants = ImmutableArray.CreateBuilder<GraphConstant>();
    private string _isToken = "";

    /// <param name="tokens">How tokens are given.</param>
    /// <param name="isTaken">Whether the file has a value of a name.</param>
    public TokenHead(OnnxTokens tokens, Func<string, bool> isTaken)
    {
        _tokens = tokens;
        _isTaken = isTaken;
        foreach ((int number, string name) in ((int, string)[])
            [(tokens.Start, nameof(tokens.Start)), (tokens.End, nameof(tokens.End)), (tokens.Padding, nameof(tokens.Padding))])
            ArgumentOutOfRangeException.ThrowIfNegative(number, name);
    }

    /// <summary>The nodes that make the file's inputs of the vector.</summary>
    /// <param name="inputs">The file's inputs that are needed.</param>
    /// <param name="file">The file, for messages.</param>
    public GraphHead Before(IReadOnlyList<ValueInfoProto> inputs, string file)
    {
        string[] known = [_tokens.Ids, _tokens.Mask, _tokens.Segments];
        if (inputs.FirstOrDefault(input => !known.Contains(input.Name)) is { } other)
        {
            throw new ArgumentException(
                $"'{file}' has an input '{other.Name}', which {nameof(OnnxTokens)} does not name: it names "
                + $"{string.Join(", ", known.Select(name => $"'{name}'"))}.");
        }

        string keys = GraphHead.Unused("keys", _isTaken);
        string padded = Add("Pad", [keys, Whole("one more at both ends", 0, 1, 0, 1)]), zero = Number("none", 0), one = Number("one", 1);
        string isKey = Add("Greater", [padded, zero]);
        string count = Add("ReduceSum", [Add("Cast", [isKey], ("to", (long)OnnxType.Float))], ("axes", new long[] { 1 }));
        string length = Add("Gather", [Add("Shape", [padded]), Whole("second", 1)]);
        string range = Add("Range", [Single("from", 0), Add("Squeeze", [length]), Single("step", 1)]);
        string places = Add("Cast", [range], ("to", (long)OnnxType.Float)), last = Add("Add", [count, one]);
        string ids = Add("Where", [isKey, Add("Sub", [padded, one]), Number("padding", _tokens.Padding)]);
        ids = Add("Where", [Add("Equal", [places, zero]), Number("start", _tokens.Start), ids]);
        ids = Add("Where", [Add("Equal", [places, last]), Number("end", _tokens.End), ids]);
        _isToken = Add("LessOrEqual", [places, last]);

        HashSet<string> wanted = [.. inputs.Select(input => input.Name)];
        Give(_tokens.Ids, () => ("Cast", [ids]));
        Give(_tokens.Mask, () => ("Cast", [_isToken]));
        Give(_tokens.Segments, () => ("Cast", [Add("Mul", [ids, zero])]));
        return new GraphHead(keys, TakesIndices: true, [], _nodes.ToImmutable(), _constants.ToImmutable());

        void Give(string name, Func<(string Operation, ImmutableArray<string> Inputs)> make)
        {
            if (!wanted.Contains(name))
                return;
            (string operation, ImmutableArray<string> from) = make();
            _nodes.Add(GraphHead.Node(operation, from, name, ("to", (long)OnnxType.Int64)));
        }
    }

    /// <summary>The nodes and constants that make one vector of those of the tokens, and its name.</summary>
    /// <param name="vectors">The value [rows, tokens, width].</param>
    public (ImmutableArray<GraphNode> Nodes, ImmutableArray<GraphConstant> Constants, string Output) After(string vectors)
    {
        _nodes.Clear();
        _constants.Clear();
        string output = _tokens.Pooling switch
        {
            TokenPooling.None => vectors,
            TokenPooling.First => Add("Gather", [vectors, Single("first", 0)], ("axis", 1L)),
            TokenPooling.Mean => Mean(vectors),
        };
        return (_nodes.ToImmutable(), _constants.ToImmutable(), output);
    }

    private string Mean(string vectors)
    {
        string counts = Add("Cast", [_isToken], ("to", (long)OnnxType.Float));
        string beside = Add("Unsqueeze", [counts, Whole("behind", 2)]);
        (string, object) overTokens = ("axes", new long[] { 1 }), drops = ("keepdims", 0L);
        string sum = Add("ReduceSum", [Add("Mul", [vectors, beside])], overTokens, drops);
        return Add("Div", [sum, Add("ReduceSum", [beside], overTokens, drops)]);
    }

    private string Add(string operation, ImmutableArray<string> inputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        string output = GraphHead.Unused($"text {_nodes.Count} {operation}{(_isToken.Length > 0 ? " pooled" : "")}", _isTaken);
        _nodes.Add(GraphHead.Node(operation, inputs, output, attributes));
        return output;
    }

    private string Number(string name, double value) => Constant(name, GraphType.Float, [], value);

    private string Single(string name, double value) => Constant(name, GraphType.Integer, [], value);

    private string Whole(string name, params double[] values) => Constant(name, GraphType.Integer, [values.Length], values);

    private string Constant(string name, GraphType type, ImmutableArray<int> dimensions, params double[] values)
    {
        string unused = GraphHead.Unused($"text, {name}", _isTaken);
        _constants.Add(new GraphConstant(unused, type, dimensions, [.. values]));
        return unused;
    }
}
