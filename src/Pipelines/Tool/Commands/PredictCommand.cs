using System.CommandLine;
using Microsoft.ML;
using MLFlux.Tool.Running;

namespace MLFlux.Tool.Commands;

/// <summary><c>mlflux predict model.zip data.csv --out predictions.csv</c>: label values for rows without them.</summary>
internal static class PredictCommand
{
    public static Command Create()
    {
        Argument<string> model = Arguments.Model(), data = Arguments.Data();
        var outFile = new Option<string>("--out") { HelpName = "FILE", Description = "CSV to write, a line for each row in the order of the data.", DefaultValueFactory = _ => "predictions.csv" };
        var command = new Command("predict", "Predicts the label of each row of data of the columns that a model was trained on; the label's own column may be absent.") { model, data, outFile };
        command.SetProgram((parsed, cancellation) =>
            Run(parsed.GetRequiredValue(model), parsed.GetRequiredValue(data), parsed.GetRequiredValue(outFile), cancellation));
        return command;
    }

    private static void Run(string modelPath, string dataPath, string outPath, CancellationToken cancellation)
    {
        var ml = new MLContext();
        ModelFile file = ModelFile.Load(ml, modelPath);
        ModelCard card = file.RequireCard();
        DataSource data = DataSource.For(ml, dataPath, file, needsLabel: false, skipUnreadable: false);
        long rows = new PredictionFile(card, data.Layout is null).Write(file.Model.Transform(data.Rows), outPath, cancellation);
        Console.WriteLine($"{rows:N0} predictions of {card.LabelColumnName} in {outPath}");
    }
}
