using System.Diagnostics;
using Microsoft.ML;
using MLFlux.Models;
using MLFlux.Training;

namespace MLFlux.Experiments;

/// <summary>Trains a candidate, first for few epochs and then further.</summary>
internal sealed class CandidateRun(
    MLContext ml, SearchCandidate candidate, NeuralNetworkTrainer trainer, NeuralNetworkOptions training, PreparedRows rows)
{
    private NeuralNetworkModel? _model;

    /// <summary>What it came to so far.</summary>
    public SearchCandidate Candidate { get; private set; } = candidate;

    /// <summary>Whether training it further can change anything: it neither failed nor ended by itself.</summary>
    public bool GoesOn { get; private set; } = true;

    /// <summary>Trains it up to so many epochs in all, for at most so much time. A fault is kept with the candidate.</summary>
    /// <param name="epochs">The number of epochs.</param>
    /// <param name="limit">The time.</param>
    /// <param name="progress">Is told how it goes on, and may cancel it.</param>
    /// <param name="isOfOneRank">Whether this rank trains it by itself, rather than all ranks together.</param>
    public void Train(int epochs, TimeSpan limit, ProgressReporter progress, bool isOfOneRank)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            Fit(isOfOneRank ? SharedRuns.OfOneRank(training) : training, epochs, limit, progress);
        }
        catch (Exception fault) when (!progress.Cancellation.IsCancellationRequested && fault is not OutOfMemoryException)
        {
            _model = null;
            GoesOn = false;
            Candidate = Candidate with { Error = fault.Message, Score = double.NaN, ValidationLoss = double.NaN };
        }

        Candidate = Candidate with { Time = Candidate.Time + watch.Elapsed };
    }

    /// <summary>What it came to, with its model, for the ranks that did not train it.</summary>
    public byte[] ToBytes()
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(GoesOn);
        writer.Write(Candidate.Epochs);
        writer.Write(Candidate.BestEpoch);
        writer.Write(Candidate.Score);
        writer.Write(Candidate.ValidationLoss);
        writer.Write(Candidate.Time.Ticks);
        writer.Write(Candidate.Note ?? "");
        writer.Write(Candidate.Error ?? "");
        writer.Write(_model is not null);
        if (_model is not null)
            writer.Write(ModelBytes.Write(_model));
        return stream.ToArray();
    }

    /// <summary>Takes over what the rank that trained it has written by <see cref="ToBytes"/>.</summary>
    public void Take(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        GoesOn = reader.ReadBoolean();
        Candidate = Candidate with
        {
            Epochs = reader.ReadInt32(),
            BestEpoch = reader.ReadInt32(),
            Score = reader.ReadDouble(),
            ValidationLoss = reader.ReadDouble(),
            Time = TimeSpan.FromTicks(reader.ReadInt64()),
            Note = ReadText(reader),
            Error = ReadText(reader),
        };
        _model = reader.ReadBoolean() ? ModelBytes.Read(reader.ReadBytes(bytes.Length)) : null;
    }

    private static string? ReadText(BinaryReader reader) => reader.ReadString() is { Length: > 0 } text ? text : null;

    private void Fit(NeuralNetworkOptions own, int epochs, TimeSpan limit, ProgressReporter progress)
    {
        // A schedule is made for the epochs of one fit, so that with one training begins anew.
        NeuralNetworkModel? origin = own.Schedule is null ? _model : null;
        int added = epochs - Math.Max(origin?.History.BestEpoch ?? 0, 0); // Training goes on from the best epoch.
        NeuralNetworkOptions options = progress.Follow(CandidateOptions.OfStage(own, Candidate, added, limit));
        NeuralNetworkTrainer further = trainer.With(ml, Candidate.Network, options);
        using NeuralNetworkTransformer fitted = origin is null ? further.Fit(rows.Train, rows.Test)
            : further.Fit(rows.Train, rows.Test, origin);

        double score = rows.Columns.Task.Figures.MeanGain(fitted.Transform(rows.Test), rows.Columns.Label);
        TrainingHistory history = fitted.Model.History;
        _model = fitted.Model;
        GoesOn = history.Ended == TrainingEnd.Completed && double.IsFinite(score);
        Candidate = Candidate with
        {
            Epochs = history.Epochs[^1].Epoch,
            BestEpoch = history.BestEpoch,
            Score = score,
            ValidationLoss = history.Epochs.FirstOrDefault(epoch => epoch.Epoch == history.BestEpoch)?.ValidationLoss ?? double.NaN,
            Note = Note(history),
            Error = double.IsFinite(score) ? null : "Its scores on the validation rows are not finite.",
        };
    }

    /// <summary>The trainer of a search's winner, which holds rows out itself or trains for as many epochs as were best.</summary>
    public static NeuralNetworkTrainer Winner(MLContext ml, NeuralNetworkTrainer trainer, SearchCandidate winner) =>
        trainer.With(ml, winner.Network, CandidateOptions.OfWinner(trainer.Options, winner));

    private static string? Note(TrainingHistory history) => history.Ended switch
    {
        TrainingEnd.StoppedEarly => $"stopped early after epoch {history.Epochs[^1].Epoch}",
        TrainingEnd.NonFiniteLoss => $"the loss was not finite after epoch {history.Epochs[^1].Epoch}; its weights are from before",
        TrainingEnd.TimeLimit => $"cut short in epoch {history.Epochs[^1].Epoch}: the time was over",
        TrainingEnd.Completed or TrainingEnd.Stopped or TrainingEnd.DryRun => null,
    };
}
