using System.CommandLine;
using Microsoft.ML;
using MLFlux.Files;
using MLFlux.Tool.Running;

namespace MLFlux.Tool.Commands;

/// <summary><c>mlflux predict model.zip data.csv --out predictions.csv</c>: label values for rows without them.</summary>
internal static class PredictCommand
{
    /// <summary>As a file: the program's output.</summary>
    private const string Output = "-";

    public static Command Create()
    {
        Argument<string> model = Arguments.Model();
        var data = new DataOptions();
        Option<bool> skip = Arguments.SkipUnreadable();
        Option<char?> separator = SeparatorOption.Create();
        var outFile = new Option<string>("--out") { HelpName = "FILE",
            Description = "CSV to write, a line for each row in the order of the data; - for the output.",
            DefaultValueFactory = _ => "predictions.csv" };
        var command = new Command("predict",
            "Predicts the label of each row of data of the columns that a model was trained on; the label's own column may be "
            + "absent.") { model, outFile, separator, skip };
        data.AddTo(command);
        command.SetProgram((parsed, cancellation) =>
            Run(parsed.GetRequiredValue(model), data.Read(parsed), parsed.GetRequiredValue(outFile), parsed.GetValue(separator),
                parsed.GetValue(skip), cancellation));
        return command;
    }

    private static void Run(string modelPath, DataRequest request, string outPath, char? separator, bool skipUnreadable,
        CancellationToken cancellation)
    {
        Ranks ranks = ToolRanks.Of(request);
        if (outPath != Output && ranks.Index == 0)
            OutputPaths.CheckFile("--out", outPath, [.. request.Files, (modelPath, "the model")]);
        MLContext ml = ToolContext.Create();
        LoadedModel file = LoadedModel.Load(ml, modelPath);
        ModelOutput predicted = ModelOutput.Of(file);
        using ModelRows rows = ModelRows.Open(ml, file, request, needsLabel: false, separator, skipUnreadable, cancellation);
        (_, DataSource data, StepConsole steps) = rows;
        UnseenValues.Warn(ml, file, data, cancellation);
        var predictions = new PredictionFile(predicted, data.Layout is null);
        steps.Watch("predicting", () => ml.Model.TransformByRank(file.Model, data.Rows, ranks, scored =>
        {
            if (outPath == Output)
            {
                steps.Hide();
                using Stream output = Console.OpenStandardOutput();
                predictions.Write(scored, output, cancellation);
                return;
            }

            long rows = predictions.Write(scored, outPath, cancellation);
            steps.Hide();
            Console.WriteLine($"{rows:N0} predictions of {PlainText.Of(predicted.Name)} in {outPath}");
        }));
    }
}
