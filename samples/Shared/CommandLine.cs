using System.CommandLine;

namespace MLFlux.Samples;

/// <summary>The options of a sample on a table of data, and what a user sees when something is wrong.</summary>
internal sealed class CommandLine
{
    private readonly RootCommand _command;
    private readonly Option<DirectoryInfo?> _data;
    private readonly Option<int> _epochs;
    private readonly Option<int> _batchSize;
    private readonly Option<double> _learningRate;
    private readonly Option<int> _seed;

    /// <param name="description">What the program does.</param>
    /// <param name="files">The file, or files, it looks for in the data folder.</param>
    /// <param name="epochs">The default of <c>--epochs</c>.</param>
    /// <param name="batchSize">The default of <c>--batch-size</c>.</param>
    /// <param name="learningRate">The default of <c>--learning-rate</c>.</param>
    public CommandLine(string description, string files, int epochs, int batchSize, double learningRate)
    {
        _data = new("--data") { HelpName = "DIR", Description = $"Folder of {files}. Default: rows made by this program." };
        _epochs = SampleOption.Count("--epochs", "Times to go through the training rows, at the most.", epochs);
        _batchSize = SampleOption.Count("--batch-size", "Rows in an update.", batchSize);
        _learningRate = SampleOption.Rate("--learning-rate", "Size of an update.", learningRate);
        _seed = SampleOption.Seed();
        _command = new RootCommand(description) { _data, _epochs, _batchSize, _learningRate, _seed };
    }

    /// <summary>Runs the program: 0 if all went well, 1 if it failed, 2 for wrong options, 130 if it was cancelled.</summary>
    public Task<int> RunAsync(string[] args, Action<Settings, CancellationToken> program) =>
        SampleCommand.RunAsync(_command, args, "Cancelled.", (result, cancellation) => program(Read(result), cancellation));

    private Settings Read(ParseResult result) => new()
    {
        Data = result.GetValue(_data),
        Epochs = result.GetValue(_epochs),
        BatchSize = result.GetValue(_batchSize),
        LearningRate = result.GetValue(_learningRate),
        Seed = result.GetValue(_seed),
    };
}
