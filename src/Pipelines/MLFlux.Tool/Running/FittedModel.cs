using Microsoft.ML;
using MLFlux.MLNet;

namespace MLFlux.Tool.Running;

/// <summary>
/// A model that is saved when it is fitted, and again with all that is found out about it afterwards: nothing after the fit loses
/// the fit.
/// </summary>
internal sealed class FittedModel(
    MLContext ml, DataSource data, string label, ReadyPipeline pipeline, TrainSettings settings, Interruption interruption)
{
    private readonly string _path = settings.Out;
    private readonly List<(string What, Exception Fault)> _failed = [];
    private readonly List<string> _missing = [];
    private TrainingHistory? _history;

    public bool IsSaved { get; private set; }

    /// <summary>What comes after the fit and is not yet there, in words for the user.</summary>
    public void Expect(IEnumerable<string> missing) => _missing.AddRange(missing);

    /// <summary>Some of that is there.</summary>
    public void Has(string part) => _missing.Remove(part);

    /// <summary>Writes the model with what the fit itself tells.</summary>
    public void Save(ITransformer model)
    {
        _history = FittedSteps.Of(model).OfType<NeuralNetworkTransformer>().LastOrDefault()?.Model.History;
        Save(model, Card(model));
    }

    /// <summary>
    /// Writes the model with its figures, which is called when the experiment is over, and then with the data's fingerprint.
    /// </summary>
    public ModelCard Save(ExperimentResult result, CancellationToken cancellation)
    {
        ModelCard card = Card(result.Model) with
        {
            HeldOut = result.Metrics,
            Baselines = [.. result.Baselines.Where(baseline => baseline.LeftOut is null)
                .Select(baseline => new ModelCardBaseline(baseline.Title, baseline.Metrics))],
            Verdict = result.Verdict.Sentence,
        };
        Save(result.Model, card);
        Try("the fingerprint of the data in its card", () => card = card with
        {
            Data = new ModelCardData(data.Name, data.Fingerprint(cancellation), result.Rows.TrainRows
                + result.Rows.TestRows, result.Rows.TestRows) { DuplicateRows = result.Rows.DuplicateRows },
        });
        Save(result.Model, card);
        return card;
    }

    /// <summary>Writes the network with LightGbm beside the model, where that is better than either.</summary>
    public void SaveJoined(ExperimentResult result)
    {
        if (result.JoinedModel is not { } joined)
            return;
        ModelCard card = Card(joined) with { HeldOut = result.Joined!.Metrics, Verdict = result.Verdict.Sentence };
        ml.Model.SaveAtomically(joined, data.Rows.Schema, OutputPaths.Joined(_path), card);
        Console.WriteLine($"{OutputPaths.Joined(_path)} has the {result.Joined.Name}");
    }

    /// <summary>Does what comes after the fit, and remembers what goes wrong with it.</summary>
    public void Try(string what, Action step)
    {
        try
        {
            step();
        }
        catch (Exception fault) when (fault is not OperationCanceledException && !interruption.IsAsked)
        {
            _failed.Add((what, fault));
        }
    }

    /// <summary>Says what went wrong.</summary>
    /// <exception cref="PartlyDoneException">Something went wrong.</exception>
    public void ThrowIfPartlyDone()
    {
        if (_failed.Count > 0)
        {
            throw new PartlyDoneException(
                $"'{_path}' has the model, but not all that comes with it: "
                + $"{string.Join(" ", _failed.Select(failed => $"{failed.What} failed: {CommandAction.Sentence(failed.Fault)}"))}",
                ExitCode.Failed, _failed[0].Fault);
        }
    }

    /// <summary>What to say where something ended the work after the fit, or with it.</summary>
    public PartlyDoneException Ended(Exception fault) => fault is OperationCanceledException || interruption.IsAsked
        ? new PartlyDoneException($"{Kept()}{LeftOut()}", ExitCode.Cancelled, fault)
        : new PartlyDoneException($"'{_path}' has the model, but what comes after its fit failed: {CommandAction.Sentence(fault)}",
            ExitCode.Failed, fault);

    private string Kept()
    {
        if (_history is not { Ended: TrainingEnd.Stopped, Epochs: [.., var last] })
            return $"Cancelled after the fit: '{_path}' has the model.";
        return pipeline.Training.BaggedFolds > 1
            ? $"Stopped after {_history.Epochs.Count} epochs: '{_path}' has the networks so far, each of its best epoch."
            : $"Stopped in epoch {last.Epoch} of {last.Epochs}: '{_path}' has the network of epoch {_history.BestEpoch}, the best so far.";
    }

    private string LeftOut() => _missing switch
    {
        [] => "",
        [var one] => $" Left out: {one}.",
        _ => $" Left out: {string.Join(", ", _missing.SkipLast(1))} and {_missing[^1]}.",
    };

    private void Save(ITransformer model, ModelCard card)
    {
        ml.Model.SaveAtomically(model, data.Rows.Schema, _path, card);
        IsSaved = true;
    }

    private ModelCard Card(ITransformer model)
    {
        ModelCard card = ModelCard.Describe(pipeline, model, data.Rows.Schema);
        string? Use(ModelCardColumn column) => column.Name == settings.Group
            ? $"{ColumnUse.Group} (says which rows are put in order together)"
            : data.Layout?.Columns.FirstOrDefault(one => one.Name == column.Name)?.Unit is string unit && column.Use is string use
            ? $"{use}, in {unit}" : column.Use;
        return card with
        {
            LabelColumnName = label,
            Columns = [.. card.Columns.Select(column => column with { Use = Use(column) })],
            Table = data.Layout is { } layout ? ModelCardTable.Of(layout) : null,
        };
    }
}
