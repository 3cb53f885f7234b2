using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;

namespace DigitRecognition;

/// <summary>The options, and what a user sees when something is wrong: a line on the error stream, and an exit code.</summary>
internal static class CommandLine
{
    private const int Failed = 1, WrongOptions = 2, Cancelled = 130;

    private static readonly Option<DirectoryInfo?> s_data = new("--data") { HelpName = "DIR", Description = "Folder of MNIST's four IDX files, plain or .gz. Default: digits made by this program." };
    private static readonly Option<string> s_network = OneOf("--network", "The network to train.", "conv", "linear", "dense");
    private static readonly Option<string> s_optimizer = OneOf("--optimizer", "How weights follow their gradients.", "adam", "sgd");
    private static readonly Option<double?> s_learningRate = Rate("--learning-rate", "Size of an update. Default: 0.002 for adam, 0.1 for sgd.");
    private static readonly Option<int> s_epochs = Count("--epochs", "Times to go through the training digits.", 10);
    private static readonly Option<int> s_batchSize = Count("--batch-size", "Digits in an update.", 64);
    private static readonly Option<int?> s_train = Count("--train", "Train on the first N digits. Default: all of --data, or 10000 made ones.");
    private static readonly Option<int?> s_test = Count("--test", "Hold out the N digits after those. Default: the t10k files of --data, or 2000 made ones.");
    private static readonly Option<int> s_hidden = Count("--hidden", "Units in the hidden layer of the dense network.", 128);
    private static readonly Option<int> s_seed = new("--seed") { HelpName = "N", Description = "Decides all that is random.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string> s_out = new("--out") { HelpName = "DIR", Description = "Folder for the model and the pictures.", DefaultValueFactory = _ => "out" };

    /// <summary>Runs the program: 0 if all went well, 1 if it failed, 2 for wrong options, 130 if it was cancelled.</summary>
    public static async Task<int> RunAsync(string[] args, Action<Settings, CancellationToken> program)
    {
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        Console.OutputEncoding = Encoding.UTF8; // Digits are shown in block characters.

        var command = new RootCommand("Teaches a network to read handwritten digits, and tells how well it reads digits held out.");
        foreach (Option option in new Option[] { s_data, s_network, s_optimizer, s_learningRate, s_epochs, s_batchSize, s_train, s_test, s_hidden, s_seed, s_out })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(s_data) is not null && result.GetResult(s_test) is not null && result.GetResult(s_train) is null)
                result.AddError("--test takes the digits that follow those of --train: give --train as well, or neither.");
        });
        command.SetAction((result, cancellation) => Task.Run(() => Run(() => program(Read(result), cancellation))));

        ParseResult parsed = command.Parse(args);
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
            Console.Error.WriteLine("Cancelled; nothing was saved.");
            return Cancelled;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException or InvalidOperationException)
        {
            Console.Error.WriteLine(error.Message);
            return Failed;
        }
    }

    private static Settings Read(ParseResult result) => new()
    {
        Data = result.GetValue(s_data),
        Network = result.GetRequiredValue(s_network),
        Optimizer = result.GetRequiredValue(s_optimizer),
        LearningRate = result.GetValue(s_learningRate),
        Epochs = result.GetValue(s_epochs),
        BatchSize = result.GetValue(s_batchSize),
        Train = result.GetValue(s_train),
        Test = result.GetValue(s_test),
        Hidden = result.GetValue(s_hidden),
        Seed = result.GetValue(s_seed),
        Out = result.GetRequiredValue(s_out),
    };

    /// <summary>An option that takes one of a few words, the first of them by default.</summary>
    private static Option<string> OneOf(string name, string description, params string[] words) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', words),
        DefaultValueFactory = _ => words[0],
        CustomParser = result => words.Contains(Word(result)) ? Word(result) : Refuse<string>(result, name, string.Join(" or ", words)),
    };

    private static Option<int> Count(string name, string description, int value) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => value,
        CustomParser = result => ReadCount(result, name) ?? 0,
    };

    private static Option<int?> Count(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => ReadCount(result, name),
    };

    private static Option<double?> Rate(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "R",
        CustomParser = result => double.TryParse(Word(result), out double rate) && rate > 0 && double.IsFinite(rate)
            ? rate
            : Refuse<double?>(result, name, "a number above 0"),
    };

    private static int? ReadCount(ArgumentResult result, string name) => int.TryParse(Word(result), out int count) && count >= 1
        ? count
        : Refuse<int?>(result, name, "a whole number, at least 1");

    private static string Word(ArgumentResult result) => result.Tokens[0].Value;

    private static T? Refuse<T>(ArgumentResult result, string name, string expected)
    {
        result.AddError($"{name} is '{Word(result)}'; expected {expected}.");
        return default;
    }
}
