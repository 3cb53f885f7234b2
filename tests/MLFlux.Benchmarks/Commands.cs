using System.CommandLine;
using System.Globalization;
using MLFlux.Benchmarks.Accuracy;
using MLFlux.Benchmarks.Applications;
using MLFlux.Benchmarks.Comparing;
using MLFlux.Benchmarks.Convolving;
using MLFlux.Benchmarks.Data;
using MLFlux.Benchmarks.Large;
using MLFlux.Benchmarks.Memory;
using MLFlux.Benchmarks.Micro;
using MLFlux.Benchmarks.Pretrained;
using MLFlux.Benchmarks.Processes;
using MLFlux.Benchmarks.Scoring;
using MLFlux.Benchmarks.Serving;
using MLFlux.Benchmarks.Tables;
using MLFlux.Benchmarks.Tasks;
using MLFlux.Benchmarks.Texts;

namespace MLFlux.Benchmarks;

/// <summary>
/// The commands: <c>compare</c>, <c>accuracy</c>, <c>tables</c>, <c>large</c>, <c>tasks</c>, <c>pretrained</c>, <c>texts</c>,
/// <c>ranks</c>, <c>applications</c>, <c>serve</c>, <c>micro</c>, <c>convolutions</c>, <c>dense</c>, and those that <c>compare</c>,
/// <c>pretrained</c>, <c>serve</c> and <c>convolutions</c> start in processes of their own.
/// </summary>
internal static class Commands
{
    private const int Failed = 1;

    public static int Run(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        var command = new RootCommand("Measures MLFlux against code written by hand.")
        {
            Compare(), Accuracies(), TableErrors(), LargeTables(), Tasks(), PretrainedNetworks(), Texts(), ManyProcesses(), Starts(),
            Serve(), Pieces(), Convolutions(), DenseNetworks(), ChildRates(), ChildFit(), ChildFeatures(), ChildScores(), ServeHere(),
        };
        try
        {
            return command.Parse(args).Invoke(new() { EnableDefaultExceptionHandler = false });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException
            or InvalidOperationException)
        {
            Console.Error.WriteLine(error.Message);
            return Failed;
        }
    }

    private static Command Compare()
    {
        Option<DirectoryInfo?> data = Data();
        Option<int> pairs = Count("--pairs", "How many times each side of a comparison is measured, in turns.", 5);
        var only = new Option<string[]>("--only") { HelpName = "NAME",
            Description = "Only comparisons whose name contains this; may be given again.", DefaultValueFactory = _ => [] };
        var profile = new Option<bool>("--profile") { Description = "Tell where the time of an epoch goes, too." };
        var command = new Command("compare", "Runs both sides in turns and prints the table.") { data, pairs, only, profile };
        command.SetAction(parsed => ComparisonRun.Run(
            parsed.GetValue(data), parsed.GetRequiredValue(pairs), parsed.GetRequiredValue(only), parsed.GetRequiredValue(profile)));
        return command;
    }

    private static Command Convolutions()
    {
        var threads = new Option<int[]>(ConvolutionRun.ThreadsOption) { HelpName = "N",
            Description = "On how many threads; may be given again. Default: one, and as many as there are cores.",
            DefaultValueFactory = _ => [1, Environment.ProcessorCount] };
        var only = new Option<string[]>("--only") { HelpName = "NAME",
            Description = "Only instruction sets whose name contains this: as it is, AVX2, 128 bits, no vectors; may be given again.",
            DefaultValueFactory = _ => [] };
        var profile = new Option<bool>("--profile")
        {
            Description = "Instead, where the time of an epoch goes in LeNet-5's shape and in the ready image network, by either side.",
        };
        Option<DirectoryInfo?> data = Data();
        var command = new Command("convolutions", "Convolutions of many shapes by MLFlux's own steps and by libtorch.")
        {
            threads, only, profile, data,
        };
        command.SetAction(parsed => parsed.GetRequiredValue(profile) ? NetworkProfile.Run(parsed.GetValue(data))
            : ConvolutionRun.Run(parsed.GetRequiredValue(threads), parsed.GetRequiredValue(only)));
        return command;
    }

    private static Command DenseNetworks()
    {
        var command = new Command("dense", "Blocks of rows through dense networks by MLFlux's own steps and by libtorch.");
        command.SetAction(_ => DenseRun.Run());
        return command;
    }

    private static Command ChildRates()
    {
        Option<int> threads = Count(ConvolutionRun.ThreadsOption, "On how many threads.", 1);
        var command = new Command(ConvolutionRun.Command, "Prints how fast convolutions are with this process's instructions.") { threads };
        command.Hidden = true;
        command.SetAction(parsed => ConvolutionRun.MeasureHere(parsed.GetRequiredValue(threads)));
        return command;
    }

    private static Command Accuracies()
    {
        Option<DirectoryInfo?> data = Data();
        Option<int> seeds = Count("--seeds", "How many seeds.", 5);
        var command = new Command("accuracy", "Held-out accuracies of fits and of loops written by hand, for the same seeds.") { data,
            seeds };
        command.SetAction(parsed =>
        {
            using Digits digits = Digits.Open(parsed.GetValue(data));
            return AccuracyCheck.Run(digits, parsed.GetRequiredValue(seeds));
        });
        return command;
    }

    private static Command TableErrors()
    {
        var data = new Option<DirectoryInfo?>("--data")
        {
            HelpName = "DIR",
            Description = $"Folder of tables, with a {TableList.FileName}: [{{\"file\": ..., \"label\": ..., \"task\": ...}}]. "
                + "Default: ../shared/data/tabular beside the repository.",
        };
        Option<int> seeds = Count("--seeds", "How many seeds; tables of fewer than 2,000 rows are cut in five folds for each.", 5);
        var only = new Option<string[]>("--only") { HelpName = "NAME",
            Description = "Only tables whose file's name contains this; may be given again.", DefaultValueFactory = _ => [] };
        var rows = new Option<int?>("--rows") { HelpName = "N", Description = "At most so many rows of each table, drawn at random." };
        var fast = new Option<bool>("--fast") { Description = "One seed, and a fifth held out of small tables too." };
        var quality = new Option<Quality>("--quality") { HelpName = "WORD",
            Description = "The ready network's quality: quick, balanced or best.", DefaultValueFactory = _ => Quality.Balanced };
        var command = new Command("tables", "The ready network's errors on tables, beside LightGbm's by its defaults on plain features.")
        {
            data, seeds, only, rows, fast, quality,
        };
        command.SetAction(parsed => TableRun.Run(
            parsed.GetValue(data)?.FullName ?? Path.Combine(Repository.SharedData() ?? throw new ArgumentException(
                "There is no folder of tables beside the repository; give one as --data DIR."), "tabular"),
            parsed.GetRequiredValue(seeds), parsed.GetRequiredValue(only), parsed.GetValue(rows), parsed.GetRequiredValue(fast),
            parsed.GetRequiredValue(quality)));
        return command;
    }

    private static Command LargeTables()
    {
        Option<int> rows = Count("--rows", "How many rows to make.", 1_000_000);
        var file = new Option<string?>("--file") { HelpName = "FILE",
            Description = "The table; it is made, and kept, where it is absent." };
        var noFits = new Option<bool>("--no-fits") { Description = "Only what comes before the fits." };
        var command = new Command("large", "Times and memory from a large made table to the fits of the ready network and of LightGbm.")
        {
            rows, file, noFits,
        };
        command.SetAction(parsed =>
            LargeTable.Run(parsed.GetRequiredValue(rows), parsed.GetValue(file), !parsed.GetRequiredValue(noFits)));
        return command;
    }

    private static Command Tasks()
    {
        var data = new Option<DirectoryInfo?>("--data")
        {
            HelpName = "DIR",
            Description = "Folder of data, with tabular, mnist and series in it. Default: ../shared/data beside the repository.",
        };
        var only = new Option<string[]>("--only") { HelpName = "NAME",
            Description = "Only tasks whose name contains this; may be given again.", DefaultValueFactory = _ => [] };
        var command = new Command("tasks", "Each task beside what ML.NET's users have for it today, on the same rows.") { data, only };
        command.SetAction(parsed => TaskRun.Run(
            parsed.GetValue(data)?.FullName ?? Repository.SharedData() ?? throw new ArgumentException(
                "There is no folder of data beside the repository; give one as --data DIR."),
            parsed.GetRequiredValue(only)));
        return command;
    }

    private static Command PretrainedNetworks()
    {
        var data = new Option<DirectoryInfo?>("--data")
        {
            HelpName = "DIR",
            Description = "Folder of data, with cifar10 and text in it. Default: ../shared/data beside the repository.",
        };
        var only = new Option<string[]>("--only") { HelpName = "NAME",
            Description = "Only comparisons whose name contains this; may be given again.", DefaultValueFactory = _ => [] };
        Option<int> seeds = Count("--seeds", "How many seeds for photographs.", 3);
        Option<int> size = Count("--size", "The width and height that photographs are brought to.", PhotoComparison.UsualSize);
        var command = new Command("pretrained", "Networks from ONNX files: their numbers, their speed, and what they are worth.")
        {
            data, only, seeds, size,
        };
        command.SetAction(parsed => PretrainedRun.Run(
            parsed.GetValue(data)?.FullName ?? Repository.SharedData() ?? throw new ArgumentException(
                "There is no folder of data beside the repository; give one as --data DIR."),
            parsed.GetRequiredValue(only), parsed.GetRequiredValue(seeds), parsed.GetRequiredValue(size)));
        return command;
    }

    private static Command Texts()
    {
        var data = new Option<FileInfo?>("--data")
        {
            HelpName = "FILE",
            Description = "A table with a text in each row, 'text', and a kind of two, 'type'. Default: ../shared/data/text/sms.csv beside "
                + "the repository.",
        };
        Option<int> seeds = Count("--seeds", "How many seeds.", 3);
        var command = new Command("texts", "Networks over tokens beside counts of words with a network, a line and LightGbm.")
        {
            data, seeds,
        };
        command.SetAction(parsed => TextRun.Run(
            parsed.GetValue(data)?.FullName ?? Path.Combine(Repository.SharedData() ?? throw new ArgumentException(
                "There is no folder of data beside the repository; give a table as --data FILE."), "text", "sms.csv"),
            parsed.GetRequiredValue(seeds)));
        return command;
    }

    private static Command ManyProcesses()
    {
        Option<int> pairs = Count("--pairs", "How many times each side is measured, in turns.", 3);
        var patience = new Option<int>("--patience")
        {
            HelpName = "MINUTES", Description = "How long to wait for a quiet machine.", DefaultValueFactory = _ => 0,
        };
        var command = new Command("ranks", "Two processes of one thread under mpirun beside one process of one thread.")
        {
            pairs, patience,
        };
        command.SetAction(parsed => RankComparison.Run(
            parsed.GetRequiredValue(pairs), TimeSpan.FromMinutes(parsed.GetRequiredValue(patience))));
        return command;
    }

    private static Command Starts()
    {
        Option<DirectoryInfo?> data = Data();
        Option<int> starts = Count("--starts", "How many times each is started.", 5);
        var command = new Command("applications",
            "Size and start-up time of a program that scores with libtorch, beside one without.") { data, starts };
        command.SetAction(parsed =>
        {
            using Digits digits = Digits.Open(parsed.GetValue(data));
            ApplicationCheck.Run(digits, parsed.GetRequiredValue(starts));
        });
        return command;
    }

    private static Command Serve()
    {
        Option<int> connections = Count("--connections", "How many connections post at once.", 64);
        Option<int> seconds = Count("--seconds", "How long the load is measured; as long before, it is not.", 60);
        var command = new Command("serve", "A served model under load beside an empty endpoint of a minimal API.") { connections, seconds };
        command.SetAction((parsed, _) =>
            ServeLoad.RunAsync(parsed.GetRequiredValue(connections), parsed.GetRequiredValue(seconds)));
        return command;
    }

    private static Command ServeHere()
    {
        var model = new Argument<string?>("model") { Arity = ArgumentArity.ZeroOrOne, Description = "The model; none: nothing is done." };
        var command = new Command(ServedProcess.Command, "Serves on a free port, and prints where.") { model };
        command.Hidden = true;
        command.SetAction((parsed, _) => ServedProcess.ServeHereAsync(parsed.GetValue(model)));
        return command;
    }

    private static Command Pieces()
    {
        var filter = new Option<string>("--filter") { HelpName = "PATTERN",
            Description = "Only benchmarks whose name matches, such as *Adam*.", DefaultValueFactory = _ => "*" };
        var command = new Command("micro", "Times the small pieces with BenchmarkDotNet.") { filter };
        command.SetAction(parsed => MicroBenchmarks.Run(parsed.GetRequiredValue(filter)));
        return command;
    }

    private static Command ChildFit()
    {
        Option<int> rows = Count(FitMemory.RowsOption, "Rows to fit.", 1_000);
        Option<int> width = Count(FitMemory.WidthOption, "Features in a row.", 784);
        var budget = new Option<int?>(FitMemory.BudgetOption) { HelpName = "BYTES", Description = "The fit's memory budget." };
        var bytes = new Option<bool>(FitMemory.BytesOption) { Description = "Fit bytes rather than floats." };
        var table = new Option<int>(FitMemory.TableOption) { HelpName = "N", Description = "Floats of a second column; 0 for none." };
        var command = new Command(FitMemory.Command, "Fits made rows and prints by how many bytes the process grew at the most.") { rows,
            width, budget, bytes, table };
        command.Hidden = true;
        command.SetAction(parsed => Console.WriteLine(
            FitMemory.MeasureHere(parsed.GetRequiredValue(rows), parsed.GetRequiredValue(width), parsed.GetValue(budget),
                parsed.GetValue(bytes), parsed.GetValue(table))));
        return command;
    }

    private static Command ChildFeatures()
    {
        var model = new Option<string>(LoadedFeatures.ModelOption) { HelpName = "ZIP", Description = "The model.", Required = true };
        var rows = new Option<string>(LoadedFeatures.RowsOption) { HelpName = "FILE", Description = "Rows of floats.", Required = true };
        var to = new Option<string>(LoadedFeatures.ToOption) { HelpName = "FILE", Description = "Takes the features.", Required = true };
        var command = new Command(LoadedFeatures.Command, "Computes what the frozen layers of a saved model make of rows.")
        {
            model, rows, to,
        };
        command.Hidden = true;
        command.SetAction(parsed => LoadedFeatures.WriteHere(
            parsed.GetRequiredValue(model), parsed.GetRequiredValue(rows), parsed.GetRequiredValue(to)));
        return command;
    }

    private static Command ChildScores()
    {
        var model = new Option<string>(LoadedScores.ModelOption) { HelpName = "ZIP", Description = "The model.", Required = true };
        var data = new Option<string>(LoadedScores.DataOption) { HelpName = "DIR", Description = "Folder of data.", Required = true };
        var to = new Option<string>(LoadedScores.ToOption) { HelpName = "FILE", Description = "Takes the scores.", Required = true };
        var command = new Command(LoadedScores.Command, "Scores short messages with a saved model.") { model, data, to };
        command.Hidden = true;
        command.SetAction(parsed => LoadedScores.WriteHere(
            parsed.GetRequiredValue(model), parsed.GetRequiredValue(data), parsed.GetRequiredValue(to)));
        return command;
    }

    private static Option<DirectoryInfo?> Data() => new("--data")
    {
        HelpName = "DIR",
        Description = "Folder of MNIST's four IDX files, or of a folder mnist with them. Default: ../shared/data beside the repository; "
        + "without that, made digits.",
    };

    private static Option<int> Count(string name, string description, int value)
    {
        var option = new Option<int>(name) { HelpName = "N", Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError($"{name} takes a whole number, at least 1.");
        });
        return option;
    }
}
