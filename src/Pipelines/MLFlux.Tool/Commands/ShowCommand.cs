using System.CommandLine;
using Microsoft.ML;
using MLFlux.Tool.Running;

namespace MLFlux.Tool.Commands;

/// <summary><c>mlflux show model.zip</c>: the network, the card and the figures of a model.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var model = Arguments.Model();
        var command = new Command("show",
            "Prints what a model is: its card with figures on held-out rows, columns, network and options.") { model };
        command.SetProgram((parsed, _) => Run(parsed.GetRequiredValue(model)));
        return command;
    }

    private static void Run(string path)
    {
        if (!ToolRanks.IsFirst)
            return;
        var ml = new MLContext();
        LoadedModel file = LoadedModel.Load(ml, path);
        if (file.Card is null)
            Console.WriteLine("It has no model card of its own; this is what the model itself tells.\n");
        Console.WriteLine(file.Card ?? ModelCard.Describe(file.Model, file.Schema) with { Created = File.GetLastWriteTimeUtc(path) });
    }
}
