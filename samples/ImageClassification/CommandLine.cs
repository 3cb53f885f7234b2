using System.CommandLine;
using MLFlux.Samples;

namespace ImageClassification;

/// <summary>The options, and what a user sees when something is wrong: a line on the error stream, and an exit code.</summary>
internal static class CommandLine
{
    private static readonly Option<DirectoryInfo?> s_data =
        new("--data") { HelpName = "DIR",
            Description = "Folder of images with a folder for each class, or with such folders in train/ and test/. Default: shapes drawn "
            + "by this program." };
    private static readonly Option<int> s_size = SampleOption.Count("--size", "Width and height the network sees, in pixels.", 32);
    private static readonly Option<string> s_network =
        new("--network") { Description = "The network to train: whitened, vgg, resnet, lenet or mlp.",
            DefaultValueFactory = _ => "whitened" };
    private static readonly Option<double?> s_learningRate =
        new("--learning-rate") { HelpName = "R", Description = "Size of an update. Default: 0.008 for whitened, 0.001 for others." };
    private static readonly Option<int> s_epochs = SampleOption.Count("--epochs", "Times to go through the training images.", 30);
    private static readonly Option<int> s_batchSize = SampleOption.Count("--batch-size", "Images in an update.", 128);
    private static readonly Option<bool> s_plain =
        new("--no-augmentation") { Description = "Show the network every image as it is, without flips and crops, also when it predicts." };
    private static readonly Option<int> s_seed = SampleOption.Seed();
    private static readonly Option<string> s_out =
        new("--out") { HelpName = "DIR", Description = "Folder for the model and the pictures.", DefaultValueFactory = _ => "out" };

    /// <summary>Runs the program: 0 if all went well, 1 if it failed, 2 for wrong options, 130 if it was cancelled.</summary>
    public static Task<int> RunAsync(string[] args, Action<Settings, CancellationToken> program)
    {
        var command = new RootCommand(
            "Teaches a network to tell the images of several folders apart, and tells how well it does on images held out.");
        foreach (Option option in new Option[] { s_data, s_size, s_network, s_learningRate, s_epochs, s_batchSize, s_plain, s_seed, s_out })
            command.Options.Add(option);
        s_network.AcceptOnlyFromAmong("whitened", "vgg", "resnet", "lenet", "mlp");
        return SampleCommand.RunAsync(
            command, args, "Cancelled; nothing was saved.", (result, cancellation) => program(Read(result), cancellation));
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
}
