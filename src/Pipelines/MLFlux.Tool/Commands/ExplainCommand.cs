using System.CommandLine;
using Microsoft.ML;
using MLFlux.Tool.Running;

namespace MLFlux.Tool.Commands;

/// <summary><c>mlflux explain model.zip data.csv</c>: which columns bring the predictions of single rows about.</summary>
internal static class ExplainCommand
{
    private const int DefaultRows = 5;

    public static Command Create()
    {
        Argument<string> model = Arguments.Model();
        var data = new DataOptions();
        Option<bool> skip = Arguments.SkipUnreadable();
        Option<char?> separator = SeparatorOption.Create();
        Option<int?> rows = Arguments.Count("--rows", $"How many rows to explain, the first of the data. Default: {DefaultRows}.");
        var command = new Command("explain",
            "Says of single rows what each column adds to the score of the mean training row, by integrated gradients.")
        {
            model, rows, separator, skip,
        };
        data.AddTo(command);
        command.SetProgram((parsed, cancellation) =>
            Run(parsed.GetRequiredValue(model), data.Read(parsed), parsed.GetValue(rows) ?? DefaultRows,
                parsed.GetValue(separator), parsed.GetValue(skip), cancellation));
        return command;
    }

    private static void Run(string modelPath, DataRequest request, int rows, char? separator, bool skipUnreadable,
        CancellationToken cancellation)
    {
        if (!ToolRanks.IsFirst)
            return;
        MLContext ml = ToolContext.Create();
        LoadedModel file = LoadedModel.Load(ml, modelPath);
        ModelCard card = file.RequireCard();
        using ModelRows given = ModelRows.Open(ml, file, request, needsLabel: false, separator, skipUnreadable, cancellation);
        (_, DataSource data, StepConsole steps) = given;
        steps.Watch("explaining", () =>
            new ExplanationConsole(ml, file.Model, card).Show(ml.Data.TakeRows(data.Rows, rows), steps.Hide, cancellation));
    }
}
