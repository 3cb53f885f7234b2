namespace MLFlux;

/// <summary>How far training is inside an epoch, for a progress bar, and what its last batch came to.</summary>
public sealed record BatchReport
{
    /// <summary>The number of the epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>How many epochs the fit may take.</summary>
    public required int Epochs { get; init; }

    /// <summary>The number of the batch just finished, from 1.</summary>
    public required int Batch { get; init; }

    /// <summary>How many batches the epoch has.</summary>
    public required int Batches { get; init; }

    /// <summary>The mean loss of the batch just finished, before its update.</summary>
    public required double BatchLoss { get; init; }

    /// <summary>The learning rate of its update.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The mean loss of the epoch so far.</summary>
    public required double TrainingLoss { get; init; }

    /// <summary>The accuracy of the epoch so far, from 0 to 1; null for regression.</summary>
    public double? TrainingAccuracy { get; init; }

    /// <summary>Training rows a second in this epoch so far.</summary>
    public required double RowsPerSecond { get; init; }
}
