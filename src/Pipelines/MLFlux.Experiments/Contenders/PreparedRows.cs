using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Views;

namespace MLFlux.Experiments;

/// <summary>The rows of a split as trainers take them: what comes before the trainer is fitted on the training rows alone.</summary>
/// <param name="Transformer">What was fitted.</param>
/// <param name="Train">The rows to train on.</param>
/// <param name="Test">The rows held out.</param>
/// <param name="Columns">The columns that a trainer reads.</param>
/// <param name="TrainRows">How many rows there are to train on.</param>
/// <param name="Time">What this took.</param>
internal sealed record PreparedRows(
    TransformerChain<ITransformer> Transformer, IDataView Train, IDataView Test, TrainerColumns Columns, int TrainRows, TimeSpan Time)
{
    /// <summary>The column of features for trees.</summary>
    public string TreeFeatures { get; private init; } = Columns.Features;

    /// <summary>What makes <see cref="TreeFeatures"/> after <see cref="Transformer"/>; null where the network's features serve.</summary>
    public ITransformer? ForTrees { get; private init; }

    /// <summary>The same rows, with what makes <see cref="TreeFeatures"/> as a part of <see cref="Transformer"/>.</summary>
    public PreparedRows BeforeTrees =>
        ForTrees is null ? this : this with { Transformer = Transformer.Append(ForTrees), ForTrees = null };

    public static PreparedRows Prepare(MLContext ml, PipelineParts parts, HeldOutSplit split)
    {
        var watch = Stopwatch.StartNew();
        var chain = new EstimatorChain<ITransformer>();
        foreach (EstimatorStep step in parts.Before)
        {
            chain = chain.Append(step.Estimator, step.Scope);
            if (step.CacheAfter)
                chain = chain.AppendCacheCheckpoint(ml);
        }

        TransformerChain<ITransformer> fitted = chain.Fit(split.TrainSet);
        var columns = new TrainerColumns(parts.Trainer);
        IDataView train = fitted.Transform(split.TrainSet), test = fitted.Transform(split.TestSet);

        ITransformer? forTrees = parts.ForTrees?.Estimator.Fit(train);
        IEnumerable<string> names = columns.Names;
        if (forTrees is not null)
        {
            (train, test) = (forTrees.Transform(train), forTrees.Transform(test));
            names = names.Append(parts.ForTrees!.Value.ColumnName);
        }

        // All contenders then read the same rows from memory, and their times are those of training. Rows that do not fit in memory
        // are read each time.
        if (parts.Trainer.Options.MemoryBudget is null)
            (train, test) = (KeptRows.Keep(ml, train, names), KeptRows.Keep(ml, test, names));
        return new PreparedRows(fitted, train, test, columns, split.TrainRows, watch.Elapsed)
        {
            TreeFeatures = parts.ForTrees?.ColumnName ?? columns.Features,
            ForTrees = forTrees,
        };
    }
}
