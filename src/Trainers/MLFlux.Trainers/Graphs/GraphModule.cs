using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MLFlux.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Graphs;

/// <summary>Computes <see cref="GraphLayer"/>: [rows, ...example] → what the graph gives. Owns its generator.</summary>
internal sealed class GraphModule : nn.Module<Tensor, Tensor>
{
    private readonly GraphPlan _plan;
    private readonly ImmutableArray<GraphWeight> _weights;
    private readonly Generator _random;
    private HashSet<string> _held = [];

    /// <param name="graph">The graph.</param>
    /// <param name="plan">The graph, ready for the shape of the examples.</param>
    /// <param name="weights">The tensors of the graph's weights, in their order.</param>
    /// <param name="random">What is random in training is drawn from it.</param>
    public GraphModule(GraphDescription graph, GraphPlan plan, IReadOnlyList<Tensor> weights, Generator random)
        : base("Graph")
    {
        _plan = plan;
        _weights = graph.Weights;
        _random = random;
        foreach ((GraphWeight weight, Tensor value) in graph.Weights.Zip(weights))
        {
            if (value is Parameter parameter)
                register_parameter(weight.Name, parameter);
            else
                register_buffer(weight.Name, value);
        }
    }

    /// <summary>
    /// Keeps normalisations by running means, and what is random, as they are in scoring where the weights beside them are frozen.
    /// </summary>
    /// <param name="isFrozen">Whether a weight of this module is frozen, by its name in it.</param>
    public void Hold(Func<string, bool> isFrozen)
    {
        HashSet<string> frozen = [.. _weights.Where(weight => weight.IsLearned && isFrozen(weight.Name)).Select(weight => weight.Value)];
        bool all = _weights.All(weight => !weight.IsLearned || frozen.Contains(weight.Value));
        _held = [.. _plan.Steps.Select(step => step.Node).Where(node => all || node.Inputs.Any(frozen.Contains))
            .Select(node => node.Outputs[0])];
    }

    public override Tensor forward(Tensor input)
    {
        var values = new Tensor?[_plan.Values.Length];
        int own = 1 + _weights.Length;
        values[0] = input;
        PutWeights(values);
        var run = new NodeRun { Rows = input.size(0), Numbers = input.dtype, Device = input.device, Random = _random };
        try
        {
            foreach (GraphStep step in _plan.Steps)
            {
                Tensor?[] inputs = [.. step.Inputs.Select(place => place < 0 ? null
                    : values[place] ??= run.Materialize(_plan.Values[place]))];
                Tensor[] outputs = Compute(step, run.With(inputs, training && !_held.Contains(step.Node.Outputs[0])));
                for (int i = 0; i < outputs.Length; i++)
                    values[step.Outputs[i]] = outputs[i];
                foreach (int place in step.Released)
                {
                    values[place]?.Dispose();
                    values[place] = null;
                }
            }

            Tensor output = values[_plan.Output]!;
            return output.reshape([run.Rows, .. _plan.OutputShape]);
        }
        finally
        {
            foreach (Tensor? value in values.AsSpan(own))
                value?.Dispose();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _random.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>What libtorch says of values that it does not take, such as those of another type, names no node.</summary>
    private static Tensor[] Compute(GraphStep step, NodeRun run)
    {
        try
        {
            return step.Plan.Compute(run);
        }
        catch (ExternalException fault) when (!LibtorchMemory.IsOutOfMemory(fault))
        {
            throw new InvalidOperationException(
                $"Node '{step.Node.Title}' ({step.Node.Operation}) cannot be computed of "
                + $"{string.Join(", ", step.Node.Inputs.Select(name => $"'{name}'"))}: {fault.Message.Split('\n')[0]}", fault);
        }
    }

    /// <summary>The weights as they are registered now: another device or type replaces them.</summary>
    private void PutWeights(Tensor?[] values)
    {
        Dictionary<string, Tensor> registered = named_parameters(recurse: false).Select(p => (p.name, (Tensor)p.parameter))
            .Concat(named_buffers(recurse: false).Select(b => (b.name, b.buffer))).ToDictionary();
        for (int i = 0; i < _weights.Length; i++)
            values[1 + i] = registered[_weights[i].Name];
    }
}
