using System.CommandLine;
using Microsoft.ML;
using MLFlux.Tool.Running;

namespace MLFlux.Tool.Commands;

/// <summary><c>mlflux evaluate model.zip data.csv</c>: what a model is worth on other rows.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        Argument<string> model = Arguments.Model(), data = Arguments.Data();
        Option<bool> skip = Arguments.SkipUnreadable();
        var command = new Command("evaluate", "Evaluates a model on data of the columns it was trained on, with labels.") { model, data, skip };
        command.SetProgram((parsed, _) => Run(parsed.GetRequiredValue(model), parsed.GetRequiredValue(data), parsed.GetValue(skip)));
        return command;
    }

    private static void Run(string modelPath, string dataPath, bool skipUnreadable)
    {
        var ml = new MLContext();
        ModelFile file = ModelFile.Load(ml, modelPath);
        ModelCard card = file.RequireCard();
        IDataView scored = file.Model.Transform(DataSource.For(ml, dataPath, file, needsLabel: true, skipUnreadable).Rows);
        PredictionTask task = card.Networks[^1].Task;
        string label = card.LabelColumnName!;

        IReadOnlyList<Metric> metrics = ml.Metrics(scored, task, label);
        Console.Write(FigureTable.Format(metrics, card.HeldOut));
        if (task == PredictionTask.MulticlassClassification)
            Console.WriteLine($"\n{ml.MulticlassClassification.ClassificationReport(scored, label)}");
    }
}
