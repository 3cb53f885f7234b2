using System.Collections.Concurrent;
using System.Runtime.Intrinsics;
using Microsoft.ML.Data;
using MLFlux.Construction;
using MLFlux.Kernels;

namespace MLFlux.Scoring;

/// <summary>
/// The <see cref="KernelPlan"/> of a network, with a model's weights, for blocks of rows side by side in vectors. A row's scores do not
/// depend on the rows beside it. Gives what the module gives within rounding.
/// </summary>
/// <remarks>Safe for any thread.</remarks>
internal sealed class BlockProgram
{
    /// <summary>Networks of dense layers alone are left to libtorch where one has more weights.</summary>
    private const int MostWeights = 1 << 20;

    private readonly IReadOnlyList<KernelStep> _steps;
    private readonly Func<string, ReadOnlyMemory<float>> _weights;
    private readonly ConcurrentDictionary<int, (LaneChain Chain, ConcurrentBag<BlockMemory> Unused)> _widths = new();

    private BlockProgram(IReadOnlyList<KernelStep> steps, Func<string, ReadOnlyMemory<float>> weights) =>
        (_steps, _weights) = (steps, weights);

    /// <summary>
    /// The program of a model, or null where its network has no plan, libtorch is sooner done with its dense layers, an activation is a
    /// series, or the processor has no vectors.
    /// </summary>
    public static BlockProgram? TryCreate(NeuralNetworkModel model)
    {
        Layer body = OutputHead.Of(model.Network, model.Task).Body;
        if (!LaneWidth.IsFast || KernelPlan.TryCreate(body, model.InputShape, isTraining: false) is not { } plan)
            return null;
        if (!LaneChain.Takes(plan.Steps) || (!plan.Steps.Any(step => step is ILaneStep { IsForLanes: true }) && !TakesDense(plan.Steps)))
            return null;

        Dictionary<string, NetworkWeight> weights = model.Weights.ToDictionary(w => w.Name);
        return new BlockProgram(plan.Steps, name => weights[name].Values);
    }

    /// <summary>How long rows take, beside libtorch's multiplications of as many rows without zeros.</summary>
    /// <param name="rows">The rows, of which the first tell what all are like.</param>
    public double Time(ReadOnlySpan<VBuffer<float>> rows)
    {
        double seen = _steps[0].SkipsZeros ? RowSample.SeenShare(rows, _steps[0].Site.Input.Size) : 1;
        return _steps.Select((step, i) => step.Cost * ((ILaneStep)step).LaneCost * (i == 0 ? seen : 1)).Sum();
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

    /// <summary>Whether layers that are all dense have wide vectors, and weights that stay in the caches.</summary>
    private static bool TakesDense(IEnumerable<KernelStep> steps) =>
        LaneWidth.Most > Vector128<float>.Count && steps.All(step => step.Cost <= MostWeights);

    private LaneChain Create(int lanes)
    {
        LaneChain chain = LaneChain.Create(_steps, lanes, memory: null, isFirst: true);
        foreach (LanePass pass in chain.Passes)
            pass.Load(_weights);
        return chain;
    }
}
