namespace MLFlux;

/// <summary>Logs of training, by option.</summary>
public static class TrainingLogOptions
{
    /// <summary>
    /// The same options with a log: each epoch is written to it right after <see cref="NeuralNetworkOptions.Progress"/> was
    /// called. A log that cannot be written ends the fit, and its error reaches the caller.
    /// </summary>
    /// <param name="options">The options; they stay as they are.</param>
    /// <param name="log">Where to: <c>new TensorBoardLog("runs")</c>, <c>new CsvLog("training.csv")</c>. Several calls add several.</param>
    public static NeuralNetworkOptions LogTo(this NeuralNetworkOptions options, TrainingLog log)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(log);
        return options with { Progress = options.Progress + log.Add };
    }
}
