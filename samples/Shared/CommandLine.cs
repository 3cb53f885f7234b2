using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace MLFlux.Samples;

/// <summary>The options of a sample on a table of data, and what a user sees when something is wrong.</summary>
internal sealed class CommandLine
{
    private const int Failed = 1, WrongOptions = 2, Cancelled = 130;

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
        _epochs = Count("--epochs", "Times to go through the training rows, at the most.", epochs);
        _batchSize = Count("--batch-size", "Rows in an update.", batchSize);
        _learningRate = Rate("--learning-rate", "Size of an update.", learningRate);
        _seed = new("--seed") { HelpName = "N", Description = "Decides all that is random.", DefaultValueFactory = _ => 1 };
        _command = new RootCommand(description) { _data, _epochs, _batchSize, _learningRate, _seed };
    }

    /// <summary>Runs the program: 0 if all went well, 1 if it failed, 2 for wrong options, 130 if it was cancelled.</summary>
    public async Task<int> RunAsync(string[] args, Action<Settings, CancellationToken> program)
    {
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        _command.SetAction((result, cancellation) => Task.Run(() => Run(() => program(Read(result), cancellation))));

        ParseResult parsed = _command.Parse(args);
        foreach (string message in parsed.Errors.Select(error => error.Message).Distinct())
            await Console.Error.WriteLineAsync(message);
        return parsed.Errors.Count > 0 ? WrongOptions : await parsed.InvokeAsync();
    }

    private static int Run(Action program)
    {
        try
        {
            program();
            return 0;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Cancelled.");
            return Cancelled;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException
            or FormatException or ArgumentException or InvalidOperationException)
        {
            Console.Error.WriteLine(error.Message);
            return Failed;
        }
    }

    private Settings Read(ParseResult result) => new()
    {
        Data = result.GetValue(_data),
        Epochs = result.GetValue(_epochs),
        BatchSize = result.GetValue(_batchSize),
        LearningRate = result.GetValue(_learningRate),
        Seed = result.GetValue(_seed),
    };

    private static Option<int> Count(string name, string description, int value) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => value,
        CustomParser = result => int.TryParse(Word(result), out int count) && count >= 1
            ? count
            : Refuse<int>(result, name, "a whole number, at least 1"),
    };

    private static Option<double> Rate(string name, string description, double value) => new(name)
    {
        Description = description,
        HelpName = "R",
        DefaultValueFactory = _ => value,
        CustomParser = result => double.TryParse(Word(result), out double rate) && rate > 0 && double.IsFinite(rate)
            ? rate
            : Refuse<double>(result, name, "a number above 0"),
    };

    private static string Word(ArgumentResult result) => result.Tokens[0].Value;

    private static T? Refuse<T>(ArgumentResult result, string name, string expected)
    {
        result.AddError($"{name} is '{Word(result)}'; expected {expected}.");
        return default;
    }
}
