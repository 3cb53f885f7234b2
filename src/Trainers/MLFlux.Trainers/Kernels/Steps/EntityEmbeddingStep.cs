using System.Collections.Immutable;
using MLFlux.Construction;

namespace MLFlux.Kernels;

/// <summary>The vectors of levels: those of <see cref="EntityEmbeddingLayer"/>.</summary>
internal sealed class EntityEmbeddingStep : KernelStep
{
    private EntityEmbeddingStep(EntityEmbeddingLayer layer, StepSite site)
        : base(site, layer.OutputShape(site.Input))
    {
        Columns = layer.Columns;
        Widths = [.. layer.Parameters(site.Input).Select(table => table.Shape[1])];
        Others = [.. Enumerable.Range(0, site.Input.Size)
            .Except(Columns.SelectMany(column => Enumerable.Range(column.Start, column.Levels)))];
    }

    /// <summary>The first slot and the number of levels of each column.</summary>
    public ImmutableArray<(int Start, int Levels)> Columns { get; }

    /// <summary>How many values the vectors of each column have.</summary>
    public int[] Widths { get; }

    /// <summary>The places of the values that pass on.</summary>
    public int[] Others { get; }

    /// <summary>One slot of a column is on, and its vector is copied.</summary>
    public override long Cost => Output.Size;

    public override double RowCost => 1;

    public override bool SkipsZeros => true;

    public static EntityEmbeddingStep Create(EntityEmbeddingLayer layer, StepSite site) => new(layer, site);

    public override BatchStep ForBatches(BatchMemory memory, bool isFirst) => new EntityEmbeddingBatchStep(this, memory);

    public override RowStep ForRows(Func<string, ReadOnlyMemory<float>> weights) => new EntityEmbeddingRowStep(
        this, [.. Columns.Select((_, column) => weights($"{Site.Path}{CodeText.Number(column)}.weight").ToArray())]);
}
