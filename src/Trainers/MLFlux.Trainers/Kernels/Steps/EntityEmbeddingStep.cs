using System.Collections.Immutable;

namespace MLFlux.Kernels;

/// <summary>The vectors of levels, in training: those of <see cref="EntityEmbeddingLayer"/>.</summary>
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

    /// <summary>The step; null in scoring.</summary>
    public static EntityEmbeddingStep? TryCreate(EntityEmbeddingLayer layer, StepSite site) =>
        site.IsTraining ? new EntityEmbeddingStep(layer, site) : null;

    public override BatchStep ForBatches(BatchMemory memory, bool isFirst) => new EntityEmbeddingBatchStep(this, memory);
}
