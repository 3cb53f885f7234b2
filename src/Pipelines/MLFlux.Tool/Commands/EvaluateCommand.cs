using System.Globalization;
using System.CommandLine;
using Microsoft.ML;
using MLFlux.Evaluation;
using MLFlux.Files;
using MLFlux.ReadyMade;
using MLFlux.Splitting;
using MLFlux.Tool.Running;

namespace MLFlux.Tool.Commands;

/// <summary><c>mlflux evaluate model.zip data.csv</c>: what a model is worth on other rows.</summary>
internal static class EvaluateCommand
{
    private const int MostClasses = 20;

    public static Command Create()
    {
        Argument<string> model = Arguments.Model();
        var data = new DataOptions();
        Option<bool> skip = Arguments.SkipUnreadable();
        Option<char?> separator = SeparatorOption.Create();
        var command = new Command("evaluate", "Evaluates a model on data of the columns it was trained on, with labels.")
        {
            model, separator, skip,
        };
        data.AddTo(command);
        command.SetProgram((parsed, cancellation) =>
            Run(parsed.GetRequiredValue(model), data.Read(parsed), parsed.GetValue(separator), parsed.GetValue(skip),
                cancellation));
        return command;
    }

    private static void Run(string modelPath, DataRequest request, char? separator, bool skipUnreadable, CancellationToken cancellation)
    {
        Ranks ranks = ToolRanks.Of(request);
        MLContext ml = ToolContext.Create();
        LoadedModel file = LoadedModel.Load(ml, modelPath);
        ModelCard card = file.RequireCard();
        using ModelRows rows = ModelRows.Open(ml, file, request, needsLabel: true, separator, skipUnreadable, cancellation);
        (TableInput input, DataSource data, StepConsole steps) = rows;
        UnseenValues.Warn(ml, file, data, cancellation);
        steps.Watch("evaluating", () =>
            ml.Model.TransformByRank(file.Model, data.Rows, ranks, scored => Show(ml, scored, card, input.Name, steps.Hide)));
    }

    private static void Show(MLContext ml, IDataView scored, ModelCard card, string name, Action begins)
    {
        TaskFigures task = TaskFigures.Of(card.Networks[^1].Task);
        string label = LabelNames.ForTraining(card.LabelColumnName!);

        IReadOnlyList<Metric> metrics = task.Metrics(ml, scored, label);
        begins();
        Console.Write(PlainText.Of(CardComparison.Format(metrics, card.HeldOut)));
        if (metrics.Any(metric => double.IsNaN(metric.Value)))
            Console.WriteLine(PlainText.Of(Undefined(scored, task, label)));
        Console.WriteLine(FormattableString.Invariant($"\nevaluated on {SplitColumns.CountRows(scored):N0} rows of '{name}'"));
        if (task.Classes(ml, scored, label) is { } classes)
            Console.WriteLine($"\n{PlainText.Of(Text(classes))}");
        foreach (string line in task.EachLabel(scored, label))
            Console.WriteLine(PlainText.Of(line));
    }

    /// <summary>Why figures are not defined.</summary>
    private static string Undefined(IDataView scored, TaskFigures task, string label)
    {
        bool isVaried = task.Variety(scored, label) == LabelVariety.Several;
        string reason = isVaried ? "the model never predicts the value that they are of"
            : $"all rows have the same value in '{label}', and they compare different ones";
        return $"Where a figure is not defined, {reason}.";
    }

    /// <summary>Confusion matrix and figures or, of very many classes, the figures of those that are told worst.</summary>
    private static string Text(ClassificationReport report)
    {
        if (report.Classes.Count <= MostClasses)
            return report.ToString();

        IEnumerable<string> lines = report.LowestF1(MostClasses)
            .Select(figures => string.Create(
                CultureInfo.InvariantCulture,
                $"{figures.Class}: precision {figures.Precision:0.0000}, recall {figures.Recall:0.0000}, F1 {figures.F1:0.0000}, "
                + $"{figures.Rows:N0} rows"));
        return string.Join('\n', lines.Prepend($"the {MostClasses} of {report.Classes.Count} classes with the lowest F1"));
    }
}
