using System.Globalization;
using MLFlux.Construction;

namespace MLFlux.Models;

/// <summary>The ranges of the values in a model's and a checkpoint's JSON.</summary>
internal static class ModelChecks
{
    /// <exception cref="InvalidDataException">A value is out of its range.</exception>
    public static void Check(TrainingRecord training, string file)
    {
        Require(training.Optimizer.Length > 0 && training.Loss.Length > 0, file, "optimizer and loss are named");
        Require(training.BatchSize >= 1, file, $"batchSize is at least 1, got {training.BatchSize}");
        Require(training.Epochs >= 1, file, $"epochs is at least 1, got {training.Epochs}");
        Require(training.ValidationFraction is >= 0
            and < 1, file, $"validationFraction is from 0 to below 1, got {Text(training.ValidationFraction)}");
        Require(training.AccumulatedBatches is null or >= 1, file, $"accumulatedBatches is at least 1, got {training.AccumulatedBatches}");
        string? empty = training.Options?.FirstOrDefault(option => option.Value is null).Key;
        Require(empty is null, file, $"each of options has a text, got null for {empty}");
    }

    /// <exception cref="InvalidDataException">A value is out of its range.</exception>
    public static void Check(TrainingHistory history, string file)
    {
        int number = 0;
        foreach (EpochReport report in history.Epochs)
        {
            Require(report.Epoch == ++number, file, $"epochs count from 1, got {report.Epoch} as number {number}");
            Require(report.Epochs >= 1, file, $"epochs of epoch {number} is at least 1, got {report.Epochs}");
            Require(IsRate(report.LearningRate), file,
                $"learningRate of epoch {number} is finite and not negative, got {Text(report.LearningRate)}");
            Require(report.Duration >= TimeSpan.Zero, file, $"duration of epoch {number} is not negative, got {report.Duration}");
            Require(!(report.RowsPerSecond < 0), file,
                $"rowsPerSecond of epoch {number} is not negative, got {Text(report.RowsPerSecond)}");
        }

        Require(history.BestEpoch >= 0 && history.BestEpoch <= number, file, $"bestEpoch is one of {number}, got {history.BestEpoch}");
        Require(history.TrainingRows >= 0 && history.ValidationRows >= 0, file, "trainingRows and validationRows are not negative");
        Require(
            history.Temperature is null || IsTemperature(history.Temperature.Temperature),
            file, $"the temperature is above 0, got {Text(history.Temperature?.Temperature ?? 0)}");
        foreach (BatchRecord record in history.Batches ?? [])
        {
            Require(record.Epoch >= 1 && record.Batch >= 1, file, "the epoch and the batch of a record count from 1");
            Require(IsRate(record.LearningRate), file,
                $"learningRate of a batch is finite and not negative, got {Text(record.LearningRate)}");
        }
    }

    /// <exception cref="InvalidDataException">A value is out of its range.</exception>
    public static void Check(NetworkManifest file, int width)
    {
        Check(file.Training, ModelContent.Network);
        var head = TaskHead.Of(file.Task);
        string? fault = head.Fault(width, file.Classes?.Count);
        Require(fault is null, ModelContent.Network, fault ?? "");
        Require(
            head.HasTargetScale || file is { TargetMeans: null, TargetDeviations: null },
            ModelContent.Network, "a target scale belongs to a regression");
        Require(
            file.Temperature is null || (head.HasTemperature && IsTemperature(file.Temperature.Value)),
            ModelContent.Network, $"temperature is above 0, and belongs to classes, got {Text(file.Temperature ?? 0)}");
        Require(
            file.ScoreThreshold is null || (head.HasThreshold && float.IsFinite(file.ScoreThreshold.Value)),
            ModelContent.Network, $"scoreThreshold is finite, and belongs to yes and no, got {Text(file.ScoreThreshold ?? 0)}");
        Require(
            file.ScoreThresholds is null || (head.HasThresholds && file.ScoreThresholds.Length == width
                && file.ScoreThresholds.All(float.IsFinite)),
            ModelContent.Network, $"scoreThresholds are finite, and belong to several labels, one for each of {width}");
        Check(file.Quantiles, file.QuantileShifts, width, head);
    }

    private static void Check(double[]? quantiles, float[]? shifts, int width, TaskHead head)
    {
        string? fault = quantiles is null ? null : QuantileLevels.Fault(quantiles);
        Require(fault is null, ModelContent.Network, fault ?? "");
        Require(
            quantiles is null || (head.HasTargetScale && quantiles.Length == width),
            ModelContent.Network, $"quantiles belong to a regression, one for each of its {width} outputs");
        Require(
            shifts is null || (shifts.Length == quantiles?.Length && shifts.All(float.IsFinite)),
            ModelContent.Network, "quantileShifts are finite, one for each quantile");
    }

    /// <exception cref="InvalidDataException">A value is out of its range.</exception>
    public static void Check(CheckpointRecord record, TrainingHistory history, string file)
    {
        Require(IsRate(record.LearningRate), file, $"learningRate is finite and not negative, got {Text(record.LearningRate)}");
        Require(
            record.EpochsBefore >= 0 && record.EpochsBefore < history.Epochs.Count,
            file, $"epochsBefore is below the {history.Epochs.Count} epochs that were run, got {record.EpochsBefore}");
    }

    /// <summary>A divisor of 32-bit numbers that makes none of them infinite by itself.</summary>
    public static bool IsTemperature(double value) => float.IsNormal((float)value) && value > 0;

    private static bool IsRate(double rate) => double.IsFinite(rate) && rate >= 0;

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Require(bool holds, string file, string rule)
    {
        if (!holds)
            throw new InvalidDataException($"{file} is not what MLFlux writes: {rule}.");
    }
}
