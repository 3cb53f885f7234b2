namespace MLFlux.Tests.Architecture;

/// <summary>
/// Which room may know which, by the folders below each project: a new arrow is a decision, and stands here with the change that
/// needs it.
/// </summary>
internal static class RoomTable
{
    /// <summary>The rooms, and those that each may know; in the order of the layers, the lowest first.</summary>
    public static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Transforms/Dates"] = ["Transforms/MLNet"],
        ["Transforms/Idx"] = ["Transforms/Files"],
        ["Transforms/Images"] = ["Transforms/Files", "Transforms/MLNet"],
        ["Transforms/Labels"] = ["Transforms/MLNet"],
        ["Transforms/Loading"] =
        [
            "Transforms/Tokens",
            "Transforms/Dates", "Transforms/Images", "Transforms/MLNet", "Transforms/Normalizing", "Transforms/OneHot",
            "Transforms/Scores", "Transforms/Sequences",
        ],
        ["Transforms/MLNet"] = ["Transforms/Files"],
        ["Transforms/Tokens"] = ["Transforms/Files", "Transforms/MLNet"],
        ["Transforms/Normalizing"] = ["Transforms/MLNet"],
        ["Transforms/OneHot"] = ["Transforms/Labels", "Transforms/MLNet"],
        ["Transforms/Scores"] = ["Transforms/MLNet"],
        ["Transforms/Sequences"] = ["Transforms/MLNet"],
        ["Trainers/Augmentation"] =
        [
            "Trainers/Construction", "Trainers/Networks", "Trainers/Optimizers", "Trainers/Rows", "Trainers/Seeds",
        ],
        ["Trainers/Construction"] = ["Trainers/Native", "Trainers/Networks", "Trainers/Schedules", "Trainers/Seeds"],
        ["Trainers/CustomTraining"] =
        [
            "Trainers/Construction", "Trainers/Losses", "Trainers/Native", "Trainers/Networks", "Trainers/Optimizers",
            "Trainers/Training",
        ],
        ["Trainers/Engines"] =
        [
            "Trainers/Construction", "Trainers/Graphs", "Trainers/Models", "Trainers/Networks", "Trainers/Onnx",
        ],
        ["Trainers/Estimators"] =
        [
            "Transforms/Tokens",
            "Trainers/Augmentation", "Trainers/Construction", "Trainers/Graphs", "Trainers/Losses", "Trainers/Models", "Trainers/Native",
            "Trainers/Networks", "Trainers/Onnx", "Trainers/Optimizers", "Trainers/Rows", "Trainers/Schedules", "Trainers/Scoring",
            "Trainers/Texts", "Trainers/Training", "Transforms/Files", "Transforms/Labels", "Transforms/MLNet", "Trainers/Explaining",
        ],
        ["Trainers/Explaining"] =
        [
            "Trainers/Construction", "Trainers/Models", "Trainers/Native", "Trainers/Networks", "Trainers/Scoring", "Transforms/MLNet",
        ],
        ["Trainers/Graphs"] = ["Trainers/Construction", "Trainers/Native", "Trainers/Networks"],
        ["Trainers/Kernels"] = ["Trainers/Construction", "Trainers/Networks"],
        ["Trainers/Losses"] = ["Trainers/Construction"],
        ["Trainers/Models"] =
        [
            "Trainers/Construction", "Trainers/Networks", "Trainers/Optimizers", "Trainers/Training", "Transforms/Files",
            "Transforms/Notebooks",
        ],
        ["Trainers/Native"] = ["Transforms/NativeLibraries"],
        ["Trainers/Networks"] = ["Trainers/Construction", "Trainers/Graphs", "Trainers/Seeds", "Transforms/Notebooks"],
        ["Trainers/Onnx"] = ["Trainers/Construction", "Trainers/Graphs", "Trainers/Models", "Trainers/Networks", "Transforms/Files"],
        ["Trainers/Optimizers"] = ["Trainers/Construction"],
        ["Trainers/Rows"] = ["Trainers/Models", "Trainers/Networks", "Trainers/Seeds", "Trainers/Training", "Transforms/Images",
            "Transforms/Normalizing"],
        ["Trainers/Schedules"] = ["Trainers/Construction", "Trainers/Optimizers"],
        ["Trainers/Scoring"] =
        [
            "Trainers/Construction", "Trainers/Engines", "Trainers/Kernels", "Trainers/Models", "Trainers/Native", "Trainers/Networks",
        ],
        ["Trainers/Training"] =
        [
            "Trainers/Augmentation", "Trainers/Construction", "Trainers/Engines", "Trainers/Graphs", "Trainers/Kernels", "Trainers/Losses",
            "Trainers/Models", "Trainers/Native", "Trainers/Networks", "Trainers/Optimizers", "Trainers/Rows", "Trainers/Schedules",
            "Trainers/Seeds", "Transforms/Labels",
        ],
        ["Trainers/Texts"] = ["Trainers/Graphs", "Trainers/Networks", "Trainers/Onnx", "Transforms/Tokens"],
        ["Pretrained"] =
        [
            "Trainers/Engines", "Trainers/Graphs", "Trainers/Networks", "Trainers/Onnx", "Trainers/Texts", "Transforms/Tokens",
        ],
        ["Mpi"] = ["Mpi/Binding", "Trainers/Training"],
        ["Mpi/Binding"] = ["Mpi", "Trainers/Native", "Trainers/Training"],
        ["Pipelines/Evaluation"] =
        [
            "Pipelines/Columns", "Pipelines/Splitting", "Pipelines/Views", "Trainers/Estimators", "Trainers/Explaining",
            "Trainers/Networks", "Trainers/Rows", "Trainers/Training", "Transforms/Labels", "Transforms/MLNet", "Transforms/Normalizing",
        ],
        ["Pipelines/Files"] = ["Transforms/Files"],
        ["Pipelines/Forecasting"] =
        [
            "Pipelines/Splitting", "Trainers/Estimators", "Trainers/Losses", "Trainers/Networks", "Trainers/Optimizers",
            "Trainers/Schedules", "Trainers/Training", "Transforms/MLNet", "Transforms/Sequences",
        ],
        ["Pipelines/Logs"] = ["Trainers/Models", "Trainers/Training", "Transforms/Files"],
        ["Pipelines/NativeLibraries"] = ["Transforms/NativeLibraries"],
        ["Pipelines/Prediction"] =
        [
            "Pipelines/Evaluation", "Trainers/Estimators", "Transforms/Files", "Transforms/Images", "Transforms/Labels",
            "Transforms/MLNet",
        ],
        ["Pipelines/Progress"] = ["Trainers/Models", "Trainers/Training"],
        ["Pipelines/Provenance"] =
        [
            "Pipelines/Evaluation", "Pipelines/Files", "Pipelines/ReadyMade", "Pipelines/Tables", "Trainers/Construction",
            "Trainers/Estimators", "Trainers/Graphs", "Trainers/Models", "Trainers/Networks", "Transforms/Files", "Transforms/MLNet",
        ],
        ["Pipelines/ReadyMade"] =
        [
            "Pipelines/Evaluation", "Pipelines/Forecasting", "Pipelines/Tables", "Trainers/Augmentation", "Trainers/Construction",
            "Trainers/Estimators", "Trainers/Graphs", "Trainers/Losses", "Trainers/Models", "Trainers/Networks", "Trainers/Optimizers",
            "Trainers/Schedules", "Trainers/Texts", "Trainers/Training", "Transforms/Dates", "Transforms/Images", "Transforms/Labels",
            "Transforms/MLNet", "Transforms/Normalizing",
            "Transforms/Sequences", "Transforms/Tokens",
        ],
        ["Pipelines/Recommendations"] = ["Transforms/Labels", "Transforms/MLNet"],
        ["Pipelines/Views"] = ["Pipelines/Columns", "Pipelines/Progress", "Trainers/Rows", "Trainers/Training", "Transforms/MLNet"],
        ["Pipelines/Columns"] = ["Trainers/Rows", "Transforms/MLNet"],
        ["Pipelines/Splitting"] = ["Pipelines/Columns", "Trainers/Rows", "Transforms/Labels"],
        ["Pipelines/Tables"] =
            ["Pipelines/Columns", "Pipelines/Progress", "Transforms/Files", "Transforms/Images", "Transforms/Labels", "Transforms/MLNet"],
        ["Parquet/ParquetFiles"] = ["Pipelines/Tables", "Transforms/Files"],
        ["Reports/Plots"] =
        [
            "Pipelines/Evaluation", "Trainers/Estimators", "Trainers/Models", "Transforms/Files", "Transforms/Notebooks",
        ],
        ["Reports/Reports"] =
        [
            "Pipelines/Evaluation", "Pipelines/Provenance", "Reports/Plots", "Trainers/Estimators", "Trainers/Explaining",
            "Trainers/Models", "Trainers/Networks", "Transforms/Files", "Transforms/Images", "Transforms/Labels", "Transforms/MLNet",
            "Transforms/Notebooks",
        ],
        ["Experiments"] =
        [
            "Experiments/Baselines", "Experiments/Contenders", "Experiments/Repeats", "Experiments/Search", "Pipelines/Evaluation",
            "Pipelines/Splitting", "Trainers/Estimators", "Trainers/Models", "Trainers/Networks", "Trainers/Training",
        ],
        ["Experiments/Baselines"] = ["Experiments", "Experiments/Contenders"],
        ["Experiments/Contenders"] =
        [
            "Experiments", "Experiments/Baselines", "Pipelines/Evaluation", "Pipelines/ReadyMade", "Pipelines/Splitting",
            "Pipelines/Views", "Trainers/Estimators", "Trainers/Models", "Trainers/Networks", "Trainers/Optimizers",
            "Trainers/Training", "Transforms/MLNet",
            "Transforms/Scores",
        ],
        ["Experiments/Forecasting"] = ["Pipelines/Forecasting", "Pipelines/Splitting", "Transforms/Sequences"],
        ["Experiments/Repeats"] =
        [
            "Experiments", "Experiments/Contenders", "Pipelines/Evaluation", "Pipelines/Splitting", "Trainers/Networks",
        ],
        ["Experiments/Search"] =
        [
            "Experiments", "Experiments/Contenders", "Pipelines/Evaluation", "Trainers/Estimators", "Trainers/Models",
            "Trainers/Networks", "Trainers/Optimizers", "Trainers/Training",
        ],
        ["Serve"] =
        [
            "Serve/Guarding", "Serve/Monitoring", "Serve/Options", "Serve/Pages", "Serve/Paths", "Serve/Served", "Serve/Serving",
            "Transforms/Images",
        ],
        ["Serve/Guarding"] = ["Serve/Monitoring", "Serve/Options", "Serve/Paths"],
        ["Serve/Served"] =
        [
            "Pipelines/Evaluation", "Pipelines/Files", "Pipelines/Prediction", "Pipelines/Provenance", "Pipelines/Tables",
            "Trainers/Estimators", "Trainers/Explaining", "Trainers/Networks", "Transforms/Images", "Transforms/MLNet",
        ],
        ["Serve/Monitoring"] = ["Serve/Paths"],
        ["Serve/Pages"] = ["Pipelines/Evaluation", "Pipelines/Provenance", "Serve/Served", "Serve/Options", "Serve/Paths"],
        ["Serve/Serving"] =
        [
            "Pipelines/Evaluation", "Pipelines/Prediction", "Pipelines/Provenance", "Serve/Guarding", "Serve/Served",
            "Serve/Monitoring", "Serve/Options", "Serve/Paths",
        ],
        ["Serve/Watching"] = ["Serve/Guarding", "Serve/Pages", "Serve/Paths"],
        ["Testing"] = ["Testing/Promises", "Trainers/Estimators", "Trainers/Training"],
        ["Testing/Promises"] = ["Trainers/Estimators", "Trainers/Training"],
        ["Tool"] = ["Tool/Commands", "Tool/Running"],
        ["Tool/Commands"] =
        [
            "Pipelines/Evaluation", "Pipelines/Provenance", "Pipelines/ReadyMade", "Pipelines/Splitting",
            "Pipelines/Tables", "Pipelines/Views", "Pretrained", "Serve/Options", "Tool/Running", "Trainers/Networks", "Trainers/Training",
            "Transforms/Files",
        ],
        ["Tool/Running"] =
        [
            "Experiments", "Experiments/Baselines", "Mpi", "Parquet/ParquetFiles", "Pipelines/Columns", "Pipelines/Evaluation",
            "Pipelines/Files", "Pipelines/Logs", "Pipelines/Prediction", "Pipelines/Progress", "Pipelines/Provenance",
            "Pipelines/ReadyMade", "Pipelines/Splitting", "Pipelines/Tables", "Pipelines/Views", "Pretrained", "Reports/Reports", "Serve",
            "Serve/Options",
            "Serve/Watching", "Trainers/Estimators", "Trainers/Explaining", "Trainers/Graphs", "Trainers/Models", "Trainers/Networks",
            "Trainers/Texts", "Trainers/Training", "Transforms/Files", "Transforms/Images", "Transforms/Labels", "Transforms/MLNet",
        ],
    };

    /// <summary>Pairs that know each other, each with its reason: one idea in two rooms.</summary>
    public static readonly Dictionary<(string, string), string> Mutual = new()
    {
        [("Experiments", "Experiments/Baselines")] = "an experiment has baselines, which keep to its options",
        [("Experiments", "Experiments/Contenders")] = "an experiment runs its contenders, which report in its terms",
        [("Experiments", "Experiments/Repeats")] = "an experiment is repeated, and the result is in its terms",
        [("Experiments", "Experiments/Search")] = "an experiment searches, and the result is in its terms",
        [("Experiments/Baselines", "Experiments/Contenders")] = "a baseline learns from the rows that its contender was prepared with",
        [("Mpi", "Mpi/Binding")] = "the binding throws the exception that users see",
        [("Trainers/Construction", "Trainers/Networks")] = "a layer describes itself, and Construction makes its module and reads it back",
        [("Trainers/Construction", "Trainers/Schedules")] = "schedules are printed and read by the same texts as layers",
        [("Trainers/Graphs", "Trainers/Networks")] = "a graph is a layer, which NetworkJson reads back",
        [("Trainers/Models", "Trainers/Training")] = "a checkpoint is compared with the options of the fit that goes on from it",
        [("Trainers/Rows", "Trainers/Training")] = "rows are cut and streamed as the options say",
    };

    /// <summary>The rooms that may use what ML.NET keeps to itself.</summary>
    public static readonly string[] FriendAccess =
    [
        "Trainers/Estimators", "Transforms/Images", "Transforms/Loading", "Transforms/MLNet", "Transforms/Normalizing",
        "Transforms/Sequences",
    ];
}
