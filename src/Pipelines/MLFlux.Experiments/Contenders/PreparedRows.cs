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

    /// <summary>The rows to train on, made anew each time they are read; null where they are not in memory.</summary>
    private IDataView? Made { get; init; }

    /// <summary>
    /// The same rows, with the features of trees in memory, which are not made before trees are trained: of many rows both kinds of
    /// features take much of it.
    /// </summary>
    /// <param name="ml">The context.</param>
    /// <param name="inPlace">Whether nobody asks for the network's features after that, and their memory can go.</param>
    public PreparedRows KeptForTrees(MLContext ml, bool inPlace)
    {
        if (Made is null || TreeFeatures == Columns.Features)
            return this;
        var watch = Stopwatch.StartNew();
        if (inPlace)
            KeptRows.Forget(Train);
        IDataView train = KeptRows.Keep(ml, Made, Columns.Names.Except(Columns.Inputs).Append(TreeFeatures));
        return this with { Train = train, Time = Time + watch.Elapsed };
    }

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
        columns.Task.CheckHeldOut(test, columns.Label);

        ITransformer? forTrees = parts.ForTrees?.Estimator.Fit(train);
        IEnumerable<string> names = columns.Names;
        if (forTrees is not null)
        {
            (train, test) = (forTrees.Transform(train), forTrees.Transform(test));
            names = names.Append(parts.ForTrees!.Value.ColumnName);
        }

        // All contenders then read the same rows from memory, and their times are those of training. Rows that do not fit in memory
        // are read each time.
        IDataView? made = parts.Trainer.Options.MemoryBudget is null ? train : null;
        if (made is not null)
            (train, test) = (KeptRows.Keep(ml, train, columns.Names), KeptRows.Keep(ml, test, names));
        return new PreparedRows(fitted, train, test, columns, split.TrainRows, watch.Elapsed)
        {
            TreeFeatures = parts.ForTrees?.ColumnName ?? columns.Features,
            ForTrees = forTrees,
            Made = made,
        };
    }
}
