using System.CommandLine;
using System.Globalization;

namespace ImageClassification;

/// <summary>The options, and what a user sees when something is wrong: a line on the error stream, and an exit code.</summary>
internal static class CommandLine
{
    private const int Failed = 1, WrongOptions = 2, Cancelled = 130;

    private static readonly Option<DirectoryInfo?> s_data = new("--data") { HelpName = "DIR", Description = "Folder of images with a folder for each class, or with such folders in train/ and test/. Default: shapes drawn by this program." };
    private static readonly Option<int> s_size = Count("--size", "Width and height the network sees, in pixels.", 32);
    private static readonly Option<string> s_network = new("--network") { Description = "The network to train: vgg, resnet, lenet or mlp.", DefaultValueFactory = _ => "vgg" };
    private static readonly Option<double> s_learningRate = new("--learning-rate") { HelpName = "R", Description = "Size of an update.", DefaultValueFactory = _ => 0.001 };
    private static readonly Option<int> s_epochs = Count("--epochs", "Times to go through the training images.", 20);
    private static readonly Option<int> s_batchSize = Count("--batch-size", "Images in an update.", 64);
    private static readonly Option<bool> s_plain = new("--no-augmentation") { Description = "Show the network every image as it is, without random flips and crops." };
    private static readonly Option<int> s_seed = new("--seed") { HelpName = "N", Description = "Decides all that is random.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string> s_out = new("--out") { HelpName = "DIR", Description = "Folder for the model and the pictures.", DefaultValueFactory = _ => "out" };

    /// <summary>Runs the program: 0 if all went well, 1 if it failed, 2 for wrong options, 130 if it was cancelled.</summary>
    public static async Task<int> RunAsync(string[] args, Action<Settings, CancellationToken> program)
    {
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        var command = new RootCommand("Teaches a network to tell the images of several folders apart, and tells how well it does on images held out.");
        foreach (Option option in new Option[] { s_data, s_size, s_network, s_learningRate, s_epochs, s_batchSize, s_plain, s_seed, s_out })
            command.Options.Add(option);
        s_network.AcceptOnlyFromAmong("vgg", "resnet", "lenet", "mlp");
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
        Size = result.GetValue(s_size),
        Network = result.GetRequiredValue(s_network),
        LearningRate = result.GetValue(s_learningRate),
        Epochs = result.GetValue(s_epochs),
        BatchSize = result.GetValue(s_batchSize),
        Augment = !result.GetValue(s_plain),
        Seed = result.GetValue(s_seed),
        Out = result.GetRequiredValue(s_out),
    };

    private static Option<int> Count(string name, string description, int value)
    {
        var option = new Option<int>(name) { HelpName = "N", Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(int.TryParse(result.Tokens[0].Value, out int count) && count >= 1))
                result.AddError($"{name} is '{result.Tokens[0].Value}'; expected a whole number, at least 1.");
        });
        return option;
    }
}
