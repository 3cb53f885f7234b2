namespace MLFlux.Training;

/// <summary>How long a fit is, counted in epochs, batches and updates.</summary>
internal sealed class FitLength
{
    /// <param name="start">What the fit begins with.</param>
    /// <param name="rows">How many rows an epoch has.</param>
    /// <param name="options">Epochs, batch size, accumulated batches.</param>
    public FitLength(FitStart start, int rows, NeuralNetworkOptions options)
    {
        Rows = rows;
        EpochsBefore = start.EpochsBefore;
        EpochsDone = start.EpochsDone;
        Epochs = options.DryRun ? start.EpochsDone - start.EpochsBefore + 1 : options.Epochs;
        LastEpoch = start.EpochsBefore + Epochs;
        Batches = new BatchPlan(rows, options.BatchSize).Count;
        Updates = ((Batches - 1) / options.AccumulatedBatches) + 1;
        BatchesDone = (long)(start.EpochsDone - start.EpochsBefore) * Batches;
    }

    /// <summary>How many rows an epoch has.</summary>
    public int Rows { get; }

    /// <summary>How many epochs had been run when the fit began.</summary>
    public int EpochsBefore { get; }

    /// <summary>The number of the last epoch that was run when the fit began or went on; 0 for none.</summary>
    public int EpochsDone { get; }

    /// <summary>How many epochs the fit has at the most, those that a resumed fit has behind it included.</summary>
    public int Epochs { get; }

    /// <summary>The number of the last epoch, which the fit may end before.</summary>
    public int LastEpoch { get; }

    /// <summary>How many batches an epoch has.</summary>
    public int Batches { get; }

    /// <summary>How many updates an epoch has.</summary>
    public int Updates { get; }

    /// <summary>How many batches a resumed fit has behind it.</summary>
    public long BatchesDone { get; }
}
