using System.Collections.Concurrent;
using Microsoft.ML.Data;
using MLFlux.Construction;
using MLFlux.Kernels;

namespace MLFlux.Scoring;

/// <summary>
/// A network's <see cref="KernelPlan"/> with a model's weights, for one row at a time: calling libtorch costs more than a small
/// network computes; and for blocks of rows, of which dense layers take several at once. Gives what the module gives within rounding.
/// </summary>
/// <remarks>Safe for any thread; each caller of single rows brings its own scratch memory.</remarks>
internal sealed class RowProgram
{
    /// <summary>How many rows pass through all layers before the next ones come: their values stay in the second cache.</summary>
    private const int MostRows = 8 * BlockProduct.Tile;

    /// <summary>How many values such rows have at the most, unless a single tile has more.</summary>
    private const int MostValues = 1 << 17;

    /// <summary>
    /// How many multiplications libtorch does in the time that a value of a row takes to a tensor that is made for it: some 0.6 ns where
    /// vectors have 16 lanes, of which 20 are a third, since other processors multiply less in it.
    /// </summary>
    private const double CopyCost = 20;

    private readonly KernelPlan _plan;
    private readonly RowChain _steps;
    private readonly int _rowsAtOnce;
    private readonly ConcurrentBag<LaneMemory> _unused = []; // The rows, and behind them the scratch memory.

    private RowProgram(KernelPlan plan, Func<string, ReadOnlyMemory<float>> weights)
    {
        _plan = plan;
        _steps = new RowChain([.. plan.Steps.Select(step => step.ForRows(weights))]);
        int most = Math.Max(Inputs, _steps.BlockScratch / 2);
        _rowsAtOnce = Math.Clamp(MostValues / most / BlockProduct.Tile * BlockProduct.Tile, BlockProduct.Tile, MostRows);
    }

    /// <summary>The program of a model, or null where its network has no plan, or one of its steps takes no single rows.</summary>
    public static RowProgram? TryCreate(NeuralNetworkModel model)
    {
        Layer body = OutputHead.Of(model.Network, model.Task).Body;
        if (KernelPlan.TryCreate(body, model.InputShape, isTraining: false) is not { } plan
            || !plan.Steps.All(step => step.ScoresRows))
        {
            return null;
        }

        Dictionary<string, NetworkWeight> weights = model.Weights.ToDictionary(w => w.Name);
        return new RowProgram(plan, name => weights[name].Values);
    }

    private int Inputs => _plan.Steps[0].Site.Input.Size;

    /// <summary>
    /// Whether a block of rows is sooner done by own steps than by libtorch: where most of its work is convolution, or where many of the
    /// features are zeros in row after row, which cost a dense layer nothing here. Read from the first rows.
    /// </summary>
    public bool IsQuickFor(ReadOnlySpan<VBuffer<float>> rows)
    {
        LaneMemory memory = Take();
        RowBlock first = Load(rows[..Math.Min(rows.Length, BlockProduct.Tile)], memory.Span);
        int nonzero = 0;
        for (int row = 0; row < first.Count; row++)
            nonzero += Nonzeros.Count(first.Row(row));
        double own = _plan.Steps[0].BlockTime((double)nonzero / Math.Max(1, (long)first.Count * Inputs), TileInputs.Used(first))
            + _plan.Steps.Skip(1).Sum(step => step.BlockTime(1, 1));
        _unused.Add(memory);
        return own < (CopyCost * Inputs) + _plan.Steps.Sum(step => step.Cost);
    }

    /// <summary>Scores a block of rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="outputs">Takes the network's raw outputs.</param>
    public void Run(ReadOnlySpan<VBuffer<float>> rows, Span<float> outputs)
    {
        int width = _steps.Outputs;
        LaneMemory memory = Take();
        Span<float> scratch = memory.Span[(_rowsAtOnce * Inputs)..];
        for (int first = 0; first < rows.Length; first += _rowsAtOnce)
        {
            RowBlock block = Load(rows.Slice(first, Math.Min(_rowsAtOnce, rows.Length - first)), memory.Span);
            RowBlock results = _steps.Run(block, scratch);
            for (int row = 0; row < block.Count; row++)
                results.Row(row).CopyTo(outputs[((first + row) * width)..]);
        }

        _unused.Add(memory);
    }

    /// <summary>Scratch memory for running one row after another on one thread.</summary>
    public float[] CreateScratch() => new float[_steps.Scratch];

    /// <summary>Scores a row.</summary>
    /// <param name="features">The row.</param>
    /// <param name="outputs">Takes the network's raw outputs.</param>
    /// <param name="scratch">Memory from <see cref="CreateScratch"/>.</param>
    public void Run(ReadOnlySpan<float> features, Span<float> outputs, float[] scratch) =>
        _steps.Run(features, scratch).CopyTo(outputs);

    private LaneMemory Take() =>
        _unused.TryTake(out LaneMemory? memory) ? memory : new LaneMemory(_rowsAtOnce * (Inputs + _steps.BlockScratch));

    /// <summary>Rows one after another, with zeros up to the next whole tile.</summary>
    private RowBlock Load(ReadOnlySpan<VBuffer<float>> rows, Span<float> memory)
    {
        var block = new RowBlock(memory[..(_rowsAtOnce * Inputs)], rows.Length, Inputs, Inputs);
        for (int row = 0; row < rows.Length; row++)
            rows[row].CopyTo(block.Row(row));
        block.Values[(rows.Length * Inputs)..(RowBlock.WholeTiles(rows.Length) * Inputs)].Clear();
        return block;
    }
}
