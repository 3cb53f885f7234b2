using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Experiments;

/// <summary>A trial whose model is kept, as the whole pipeline.</summary>
internal static class SingleRun
{
    public static ExperimentResult Run(
        MLContext ml, PipelineParts parts, HeldOutSplit rows, Split how, ExperimentOptions options, int seed, ProgressReporter progress)
    {
        Trial trial = Trial.Run(ml, parts, rows, options, seed, progress, joins: true,
            (prepared, network) => options.Fitted?.Invoke(Whole(parts, prepared, network)),
            options.EpochFitted is { } watch
                ? (prepared, report, make) => watch(report, () => Whole(parts, prepared, make())) : null);
        TransformerChain<ITransformer> model = Whole(parts, trial.Rows, trial.Network.Model);
        PredictionTask task = parts.Trainer.Task;
        return new ExperimentResult
        {
            Task = task,
            LabelColumnName = parts.Label,
            Split = how,
            Rows = rows,
            Model = model,
            NetworkTransformer = (NeuralNetworkTransformer)trial.Network.Model,
            HeldOut = model.Transform(rows.TestSet),
            PreparationTime = trial.Rows.Time,
            Network = trial.Network.Contender,
            Baselines = trial.Baselines,
            Verdict = Verdicts.Of(task, trial.Network.Contender, trial.Baselines, trial.Joined?.Contender),
            Joined = trial.Joined?.Contender,
            JoinedModel = trial.Joined is { } joined ? Whole(parts, trial.Rows.BeforeTrees, joined.Model) : null,
        };
    }

    /// <summary>The pipeline with its parts fitted.</summary>
    private static TransformerChain<ITransformer> Whole(PipelineParts parts, PreparedRows prepared, ITransformer network)
    {
        TransformerChain<ITransformer> model = prepared.Transformer.Append(network);
        IDataView rows = network.Transform(prepared.Train);
        foreach (EstimatorStep step in parts.After)
        {
            ITransformer fitted = step.Estimator.Fit(rows);
            model = model.Append(fitted, step.Scope);
            rows = fitted.Transform(rows);
        }

        return model;
    }
}
