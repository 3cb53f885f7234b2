namespace MLFlux.Onnx;

/// <summary>The nodes of a file that a value needs, each after those whose values it takes.</summary>
internal sealed class GraphOrder
{
    private readonly GraphProto _graph;
    private readonly string _file;
    private readonly Dictionary<string, NodeProto> _givers = [];
    private readonly HashSet<string> _constants;
    private readonly HashSet<string> _inputs;

    /// <param name="graph">The file's graph.</param>
    /// <param name="file">The file, for messages.</param>
    /// <exception cref="InvalidDataException">Two things give one value.</exception>
    public GraphOrder(GraphProto graph, string file)
    {
        _graph = graph;
        _file = file;
        _constants = [.. graph.Constants.Select(constant => constant.Name ?? "")];
        if (_constants.Count < graph.Constants.Count)
        {
            string twice = graph.Constants.GroupBy(constant => constant.Name).First(same => same.Skip(1).Any()).Key ?? "";
            throw Wrong($"two weights are called '{twice}'");
        }

        _inputs = [.. graph.Inputs.Select(input => input.Name).Where(name => !_constants.Contains(name))];
        foreach (NodeProto node in graph.Nodes)
        {
            foreach (string output in node.Outputs.Where(output => output.Length > 0))
            {
                if (_constants.Contains(output) || _inputs.Contains(output) || !_givers.TryAdd(output, node))
                    throw Wrong($"two things give '{output}'");
            }
        }
    }

    /// <summary>The value of a name: a value itself, or the first one that a node of this name gives; null where there is none.</summary>
    public string? Find(string name) => _givers.ContainsKey(name) ? name
        : _graph.Nodes.FirstOrDefault(node => node.Name == name && node.Outputs.Count > 0)?.Outputs[0];

    /// <summary>The nodes that a value needs.</summary>
    /// <param name="value">The value.</param>
    /// <param name="inputs">Takes the names of the file's inputs that are needed.</param>
    /// <param name="constants">Takes the names of the weights and constants that are needed.</param>
    /// <exception cref="InvalidDataException">Nodes go round in a circle, or take what nothing gives; the message names them.</exception>
    public IReadOnlyList<NodeProto> Of(string value, ISet<string> inputs, ISet<string> constants)
    {
        var ordered = new List<NodeProto>();
        var finished = new Dictionary<NodeProto, bool>(ReferenceEqualityComparer.Instance); // False while it is on the way.
        var path = new Stack<(NodeProto Node, int Next)>();
        Visit(value, taker: null);
        while (path.TryPop(out (NodeProto Node, int Next) top))
        {
            if (top.Next < top.Node.Inputs.Count)
            {
                path.Push((top.Node, top.Next + 1));
                Visit(top.Node.Inputs[top.Next], top.Node);
                continue;
            }

            finished[top.Node] = true;
            ordered.Add(top.Node);
        }

        return ordered;

        void Visit(string name, NodeProto? taker)
        {
            if (name.Length == 0)
                return;
            if (_constants.Contains(name))
            {
                constants.Add(name);
            }
            else if (_inputs.Contains(name))
            {
                inputs.Add(name);
            }
            else if (!_givers.TryGetValue(name, out NodeProto? giver))
            {
                throw Wrong(taker is null ? $"nothing gives its output '{name}'"
                    : $"node '{Title(taker)}' takes '{name}', which nothing gives");
            }
            else if (finished.TryGetValue(giver, out bool isDone))
            {
                if (!isDone)
                    throw Wrong($"its nodes go round in a circle: {Circle(path.Select(one => one.Node), giver)}");
            }
            else
            {
                finished.Add(giver, false);
                path.Push((giver, 0));
            }
        }
    }

    /// <summary>What messages call a node.</summary>
    public static string Title(NodeProto node) => node.Name is { Length: > 0 } name ? name
        : node.Outputs.Count > 0 ? node.Outputs[0] : node.Operation;

    private static string Circle(IEnumerable<NodeProto> path, NodeProto first)
    {
        const int MostNames = 10;
        string[] names = [.. path.TakeWhile(node => node != first).Select(Title).Reverse()];
        string between = names.Length > MostNames ? string.Join(", ", names[..MostNames]) + ", …" : string.Join(", ", names);
        return names.Length == 0 ? $"'{Title(first)}' takes its own value" : $"'{Title(first)}', {between}, and '{Title(first)}' again";
    }

    private InvalidDataException Wrong(string what) => new($"'{_file}' is no network: {what}.");
}
