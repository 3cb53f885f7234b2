using System.Collections.Concurrent;
using Microsoft.ML.Data;
using MLFlux.Construction;
using MLFlux.Kernels;

namespace MLFlux.Scoring;

/// <summary>
/// The <see cref="KernelPlan"/> of a network with convolutions or pools, with a model's weights, for blocks of rows side by side in
/// vectors. A row's scores do not depend on the rows beside it. Gives what the module gives within rounding.
/// </summary>
/// <remarks>Safe for any thread.</remarks>
internal sealed class BlockProgram
{
    private readonly IReadOnlyList<KernelStep> _steps;
    private readonly Func<string, ReadOnlyMemory<float>> _weights;
    private readonly ConcurrentDictionary<int, (LaneChain Chain, ConcurrentBag<BlockMemory> Unused)> _widths = new();

    private BlockProgram(IReadOnlyList<KernelStep> steps, Func<string, ReadOnlyMemory<float>> weights) =>
        (_steps, _weights) = (steps, weights);

    /// <summary>
    /// The program of a model, or null where its network has no plan, nothing in it is for rows side by side, most of it is dense layers,
    /// an activation is a series, or the processor has no vectors.
    /// </summary>
    public static BlockProgram? TryCreate(NeuralNetworkModel model)
    {
        Layer body = OutputHead.Of(model.Network, model.Task).Body;
        if (!LaneWidth.IsFast || KernelPlan.TryCreate(body, model.InputShape, isTraining: false) is not { } plan)
            return null;
        if (!LaneChain.Takes(plan.Steps) || !IsQuick(plan.Steps))
            return null;

        Dictionary<string, NetworkWeight> weights = model.Weights.ToDictionary(w => w.Name);
        return new BlockProgram(plan.Steps, name => weights[name].Values);
    }

    /// <summary>Scores a block of rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="outputs">Takes the network's raw outputs.</param>
    public void Run(ReadOnlySpan<VBuffer<float>> rows, Span<float> outputs)
    {
        (LaneChain chain, ConcurrentBag<BlockMemory> unused) = _widths.GetOrAdd(LaneWidth.For(rows.Length), lanes => (Create(lanes), []));
        if (!unused.TryTake(out BlockMemory? memory))
            memory = new BlockMemory(chain);
        int lanes = chain.Values[0].Lanes, width = chain.Values[^1].Values;
        for (int first = 0; first < rows.Length; first += lanes)
        {
            int count = Math.Min(lanes, rows.Length - first);
            memory.Run(rows.Slice(first, count), outputs.Slice(first * width, count * width));
        }

        unused.Add(memory);
    }

    /// <summary>Whether something is for rows side by side, and all is sooner done so than by libtorch.</summary>
    private static bool IsQuick(IReadOnlyList<KernelStep> steps) => steps.Any(step => step is ILaneStep { IsForLanes: true })
        && steps.Sum(step => step.Cost * ((ILaneStep)step).LaneCost) < steps.Sum(step => step.Cost);

    private LaneChain Create(int lanes)
    {
        LaneChain chain = LaneChain.Create(_steps, lanes, memory: null, isFirst: true);
        foreach (LanePass pass in chain.Passes)
            pass.Load(_weights);
        return chain;
    }
}
