using System.CommandLine;
using System.CommandLine.Parsing;
using MLFlux.Pretrained;
using MLFlux.Tool.Running;

namespace MLFlux.Tool.Commands;

/// <summary>
/// <c>mlflux train data.csv --label income --out model.zip</c>: from a table or a folder of images to a model and what it is worth.
/// </summary>
internal static class TrainCommand
{
    private static readonly DataOptions s_data = new();
    private static readonly Option<string?> s_label =
        new("--label") { HelpName = "COLUMN",
            Description = "The column to predict, or several of yes and no, with commas between. Default: the one named label; for "
                + "images, the folder." };
    private static readonly Option<string> s_out =
        new("--out") { HelpName = "FILE", Description = "Where to save the model; its report goes beside it, as .html.",
            DefaultValueFactory = _ => "model.zip" };
    private static readonly Option<string?> s_report =
        new("--report") { HelpName = "DIR", Description = "Folder for a report: one HTML file, and its parts as JSON, CSV, PNG and SVG." };
    private static readonly Option<string?> s_log =
        new("--log") { HelpName = "DIR", Description = "Folder for the figures of each epoch: events for TensorBoard, and training.csv." };
    private static readonly Option<int> s_seed = Arguments.Whole("--seed", "Decides all that is random.", 1);
    private static readonly Option<int?> s_epochs =
        Arguments.Count("--epochs", "Times to go through the rows, at most. Default: by the data.");
    private static readonly Option<double> s_testFraction = Arguments.Fraction("--test-fraction", "The part of the rows to hold out.", 0.2);
    private static readonly Option<PredictionTask?> s_task =
        Arguments.Choice(TaskWord.Option, "What to predict. Default: by the label's values.", TaskWord.All);
    private static readonly Option<string?> s_group =
        new("--group") { HelpName = "COLUMN",
            Description = "For --task ranking, the column that says which rows are put in order together." };
    private static readonly Option<string[]> s_ignore =
        Arguments.Columns("--ignore", "Columns to leave out, such as what is not known yet when the model is used.");
    private static readonly Option<string[]> s_text =
        Arguments.Columns("--text", "Columns to read as words, though they look like numbers or dates: codes.");
    private static readonly Option<string[]> s_number =
        Arguments.Columns("--number", "Columns to read as numbers, whatever unit stands behind them: 12.5 kg.");
    private static readonly Option<string[]> s_date = Arguments.Columns("--date", "Columns to read as dates.");
    private static readonly Option<string[]> s_keep =
        Arguments.Columns("--keep", "Columns to learn from, though they look like names or numbers of the rows.");
    private static readonly Option<DateOrder?> s_dates =
        Arguments.Choice("--dates", "What comes first in dates such as 03/04/2024. Default: by the data.", new Dictionary<string, DateOrder>
    {
        ["day-first"] = DateOrder.DayFirst, ["month-first"] = DateOrder.MonthFirst,
    });
    private static readonly Option<char?> s_decimal =
        Arguments.Choice("--decimal", "What stands before decimal places. Default: by the data.", new Dictionary<string, char>
    {
        ["point"] = '.', ["comma"] = ',',
    });
    private static readonly Option<string[]> s_missing = new("--missing")
    {
        Description = "Values that stand for missing ones, such as -999 or unknown, beside empty fields, NA and the like.",
        HelpName = "VALUE",
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<string?> s_yes =
        new("--yes") { HelpName = "VALUE",
            Description = "Of the label's two values the one that is yes. Default: by the words, or the rarer." };
    private static readonly Option<char?> s_separator = SeparatorOption.Create();
    private static readonly Option<bool> s_skip = Arguments.SkipUnreadable();
    private static readonly Option<long?> s_memory = MemoryOption.Create();
    private static readonly Option<bool> s_splitDuplicates =
        new("--split-duplicates") { Description = "Let a row be trained on while its copies are held out. Default: they stay together." };
    private static readonly Option<Quality?> s_quality = Arguments.Choice(
        "--quality", "How much time to take, for how good a model of a table or, with --backbone, of images. Default: balanced.",
        new Dictionary<string, Quality>
    {
        ["quick"] = Quality.Quick, ["balanced"] = Quality.Balanced, ["best"] = Quality.Best,
    });
    private static readonly Option<TimeSpan?> s_time = Arguments.Duration(
        "--time", "When a fit of a table's network ends with what it has. Default: 10m for --quality best, no limit for others.");
    private static readonly Option<string?> s_backbone = Arguments.Words(
        "--backbone", "Begin with a network that others trained: for images, also a table's, or for a table's columns of texts.",
        [.. BackboneNames.Images, .. BackboneNames.Texts]);
    private static readonly Option<int?> s_imageSize = Arguments.Count(
        "--image-size",
        "Width and height of a folder's images, or of a table's for a backbone. Default: by the images; 224 for a backbone.");
    private static readonly Option<bool> s_noImportance =
        new("--no-importance") { Description = "Do not measure how much each column matters, which takes up to half a minute." };
    private static readonly Option<bool> s_watch =
        new("--watch") { Description = "Show the training on a page of this machine, whose address is told: curves, mistakes so far, time "
            + "left, and a button that stops and keeps the best epoch, as Ctrl+C does." };
    private static readonly Option<bool> s_quick =
        new("--quick") { Description = "A first look: at most 5 epochs, and nothing to compare with." };

    public static Command Create()
    {
        var command = new Command("train", "Trains a network, compares it with simpler models on held-out rows, and saves it.")
        {
            s_label, s_task, s_group, s_yes, s_ignore, s_keep, s_text, s_number, s_date, s_dates, s_decimal, s_missing, s_separator, s_skip,
            s_out, s_report, s_log, s_seed, s_epochs, s_testFraction, s_splitDuplicates, s_memory, s_quality, s_time, s_quick,
            s_backbone, s_imageSize, s_noImportance, s_watch,
        };
        s_data.AddTo(command);
        command.Validators.Add(CheckTime);
        command.SetInterruptible((parsed, interruption) => TrainingRun.Run(Read(parsed), interruption));
        return command;
    }

    /// <summary>A first look that takes its time is none.</summary>
    private static void CheckTime(CommandResult result)
    {
        if (result.GetValue(s_quick) && result.GetResult(s_quality) is { Tokens: [{ Value: not "quick" and var word }] })
            result.AddError($"--quick is a first look, and --quality {word} takes more time; expected one of the two.");
    }

    private static TrainSettings Read(ParseResult parsed) => new()
    {
        Data = s_data.Read(parsed),
        Label = parsed.GetValue(s_label),
        Task = parsed.GetValue(s_task),
        Group = parsed.GetValue(s_group),
        Ignored = parsed.GetValue(s_ignore) ?? [],
        Texts = parsed.GetValue(s_text) ?? [],
        Numbers = parsed.GetValue(s_number) ?? [],
        Dates = parsed.GetValue(s_date) ?? [],
        Kept = parsed.GetValue(s_keep) ?? [],
        DateOrder = parsed.GetValue(s_dates),
        DecimalMarker = parsed.GetValue(s_decimal),
        Missing = parsed.GetValue(s_missing) ?? [],
        Yes = parsed.GetValue(s_yes),
        Separator = parsed.GetValue(s_separator),
        SkipUnreadable = parsed.GetValue(s_skip),
        Out = parsed.GetRequiredValue(s_out),
        Report = parsed.GetValue(s_report),
        Log = parsed.GetValue(s_log),
        Seed = parsed.GetValue(s_seed),
        Epochs = parsed.GetValue(s_epochs),
        TestFraction = parsed.GetValue(s_testFraction),
        Memory = parsed.GetValue(s_memory),
        SplitDuplicates = parsed.GetValue(s_splitDuplicates),
        Quality = parsed.GetValue(s_quality) ?? (parsed.GetValue(s_quick) ? Quality.Quick : Quality.Balanced),
        Time = parsed.GetValue(s_time),
        Backbone = parsed.GetValue(s_backbone),
        ImageSize = parsed.GetValue(s_imageSize),
        Quick = parsed.GetValue(s_quick),
        Watch = parsed.GetValue(s_watch),
        Importance = !parsed.GetValue(s_noImportance),
    };
}
