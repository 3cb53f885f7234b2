using System.CommandLine;
using System.Text;
using MLFlux.Samples;

namespace DigitRecognition;

/// <summary>The options, and what a user sees when something is wrong: a line on the error stream, and an exit code.</summary>
internal static class CommandLine
{
    private static readonly Option<DirectoryInfo?> s_data =
        new("--data") { HelpName = "DIR",
            Description = "Folder of MNIST's four IDX files, plain or .gz. Default: digits made by this program." };
    private static readonly Option<string> s_network = SampleOption.OneOf("--network", "The network to train.", "conv", "linear", "dense");
    private static readonly Option<string> s_optimizer =
        SampleOption.OneOf("--optimizer", "How weights follow their gradients.", "adam", "sgd");
    private static readonly Option<double?> s_learningRate =
        SampleOption.OptionalRate("--learning-rate", "Size of an update. Default: 0.002 for adam, 0.1 for sgd.");
    private static readonly Option<int> s_epochs = SampleOption.Count("--epochs", "Times to go through the training digits.", 10);
    private static readonly Option<int> s_batchSize = SampleOption.Count("--batch-size", "Digits in an update.", 64);
    private static readonly Option<int?> s_train =
        SampleOption.OptionalCount("--train", "Train on the first N digits. Default: all of --data, or 10000 made ones.");
    private static readonly Option<int?> s_test =
        SampleOption.OptionalCount("--test", "Hold out the N digits after those. Default: the t10k files of --data, or 2000 made ones.");
    private static readonly Option<int> s_hidden = SampleOption.Count("--hidden", "Units in the hidden layer of the dense network.", 128);
    private static readonly Option<int> s_seed = SampleOption.Seed();
    private static readonly Option<string> s_out =
        new("--out") { HelpName = "DIR", Description = "Folder for the model and the pictures.", DefaultValueFactory = _ => "out" };

    /// <summary>Runs the program: 0 if all went well, 1 if it failed, 2 for wrong options, 130 if it was cancelled.</summary>
    public static Task<int> RunAsync(string[] args, Action<Settings, CancellationToken> program)
    {
        Console.OutputEncoding = Encoding.UTF8; // Digits are shown in block characters.

        var command = new RootCommand("Teaches a network to read handwritten digits, and tells how well it reads digits held out.");
        foreach (Option option in new Option[] { s_data, s_network, s_optimizer, s_learningRate, s_epochs, s_batchSize, s_train, s_test,
            s_hidden, s_seed, s_out })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(s_data) is not null && result.GetResult(s_test) is not null && result.GetResult(s_train) is null)
                result.AddError("--test takes the digits that follow those of --train: give --train as well, or neither.");
        });
        return SampleCommand.RunAsync(
            command, args, "Cancelled; nothing was saved.", (result, cancellation) => program(Read(result), cancellation));
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
}
