namespace MLFlux;

/// <summary>What one epoch of training came to: a line of the history, and what a progress callback is given.</summary>
/// <remarks>Losses are means over rows. Accuracies, where the task has one, are fractions from 0 to 1.</remarks>
public sealed record EpochReport
{
    /// <summary>The number of the epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>How many epochs the fit may take.</summary>
    public required int Epochs { get; init; }

    /// <summary>The mean loss over the training rows, while the weights were changing.</summary>
    public required double TrainingLoss { get; init; }

    /// <summary>The fraction of training rows classified rightly while the weights were changing; null for regression.</summary>
    public double? TrainingAccuracy { get; init; }

    /// <summary>The mean loss over the validation rows after the epoch; null without a validation set.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>
    /// The fraction of validation rows classified rightly after the epoch; null without a validation set and for regression.
    /// </summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>The optimizer's learning rate in the epoch.</summary>
    public required double LearningRate { get; init; }

    /// <summary>How long the epoch took, validation included.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Training rows a second, validation not counted.</summary>
    public required double RowsPerSecond { get; init; }

    /// <summary>
    /// Whether a fit that ended here would keep the weights of this epoch: no earlier one had a lower validation loss. Without a
    /// validation set, always: nothing tells that earlier weights were better.
    /// </summary>
    public required bool IsBest { get; init; }

    /// <summary>One line for a person: <c>epoch 3/10: loss 0.1234, accuracy 0.9612, validation loss 0.1300, ...</c></summary>
    public override string ToString()
    {
        var line = new System.Text.StringBuilder();
        line.Append(System.Globalization.CultureInfo.InvariantCulture, $"epoch {Epoch}/{Epochs}: loss {TrainingLoss:0.0000}");
        if (TrainingAccuracy is double trainingAccuracy)
            line.Append(System.Globalization.CultureInfo.InvariantCulture, $", accuracy {trainingAccuracy:0.0000}");
        if (ValidationLoss is double validationLoss)
            line.Append(System.Globalization.CultureInfo.InvariantCulture, $", validation loss {validationLoss:0.0000}");
        if (ValidationAccuracy is double validationAccuracy)
            line.Append(System.Globalization.CultureInfo.InvariantCulture, $", validation accuracy {validationAccuracy:0.0000}");
        line.Append(System.Globalization.CultureInfo.InvariantCulture, $", {Duration.TotalSeconds:0.0} s, {RowsPerSecond:0} rows/s");
        return line.ToString();
    }
}
