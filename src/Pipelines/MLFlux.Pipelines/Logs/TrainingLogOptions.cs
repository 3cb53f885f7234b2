namespace MLFlux;

/// <summary>Logs of training, by option.</summary>
public static class TrainingLogOptions
{
    /// <summary>
    /// The same options with a log: each epoch is written to it right after <see cref="NeuralNetworkOptions.Progress"/> was
    /// called. A log that cannot be begun, such as one in a folder that may not be written, ends the fit, and its error reaches the
    /// caller. A disk that is full, or a file that cannot be written later, is warned of once in the context's log, and the fit goes
    /// on; the log lacks those epochs, and has the later ones where there is room again.
    /// </summary>
    /// <param name="options">The options; they stay as they are.</param>
    /// <param name="log">Where to: <c>new TensorBoardLog("runs")</c>, <c>new CsvLog("training.csv")</c>. Several calls add several.</param>
    public static NeuralNetworkOptions LogTo(this NeuralNetworkOptions options, TrainingLog log)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(log);
        return options with { Logs = [.. options.Logs, log.Add] };
    }
}
