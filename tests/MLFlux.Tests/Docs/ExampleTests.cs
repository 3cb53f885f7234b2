using System.Xml.Linq;
using MLFlux.Tests.Support;

namespace MLFlux.Tests;

/// <summary>The examples that IntelliSense shows compile as they stand, and the main entry points have one.</summary>
[TestClass]
public sealed class ExampleTests
{
    private const string Known = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.ML;
        using MLFlux;
        using static MLFlux.Activation;
        using static MLFlux.Layers;

        sealed record Gate : ModuleLayer
        {
            public override Shape OutputShape(Shape input) => input;
            protected override TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor> CreateModule(
                Shape input) => null;
        }

        static class Examples
        {
            static MLContext ml;
            static IDataView rows, train;
            static ITransformer model;
            static DataViewSchema schema;
            static Layer network;
            static NeuralNetworkOptions options;

        """;

    /// <summary>Where users begin: members by the beginning of their identifiers.</summary>
    private static readonly string[] s_entryPoints =
    [
        "M:MLFlux.Layers.Chain(", "M:MLFlux.Layers.Dense(", "M:MLFlux.Layers.Conv(", "M:MLFlux.Layers.Output(", "M:MLFlux.Layers.Inputs(",
        "M:MLFlux.Layers.Outputs(", "M:MLFlux.NeuralNetworkCatalog.NeuralNetwork(Microsoft.ML.MulticlassClassificationCatalog",
        "M:MLFlux.NeuralNetworkCatalog.NeuralNetwork(Microsoft.ML.BinaryClassificationCatalog",
        "M:MLFlux.NeuralNetworkCatalog.NeuralNetwork(Microsoft.ML.RegressionCatalog",
        "M:MLFlux.NeuralNetworkCatalog.NeuralNetwork(Microsoft.ML.RankingCatalog", "T:MLFlux.NeuralNetworkOptions", "T:MLFlux.LiveNetwork",
        "M:MLFlux.TableCatalog.LoadTable(", "M:MLFlux.TableCatalog.InferTable(", "M:MLFlux.ReadyPipelines.Tabular(",
        "M:MLFlux.ReadyPipelines.Image(", "M:MLFlux.ModelFileCatalog.SaveAtomically(", "M:MLFlux.ModelFileCatalog.LoadChecked(",
        "M:MLFlux.RowPredictionCatalog.CreateRowPredictor(", "M:MLFlux.MetricsCatalog.Metrics(", "M:MLFlux.ReportCatalog.Report(",
        "M:MLFlux.ExperimentCatalog.Experiment(", "M:MLFlux.ModelService.Create(", "M:MLFlux.ImageCatalog.ImageToVector(",
        "M:MLFlux.ParquetCatalog.LoadParquet(", "M:MLFlux.Mpi.Ranks(", "T:MLFlux.NetworkContract",
    ];

    private static readonly Dictionary<string, string> s_examples = Directory.EnumerateFiles(AppContext.BaseDirectory, "MLFlux.*.xml")
        .SelectMany(file => XDocument.Load(file).Descendants("member"))
        .Where(member => member.Element("example") is not null)
        .ToDictionary(member => (string)member.Attribute("name")!, member => member.Element("example")!.Value);

    [TestMethod]
    public void Every_example_compiles()
    {
        string code = string.Concat(s_examples.Values.Select((example, i) => $"static void Example{i}()\n{{\n{example}\n}}\n\n"));
        CompiledCode.Load($"{Known}{code}}}");
    }

    [TestMethod]
    public void Each_entry_point_has_an_example()
    {
        string[] without = [
            .. s_entryPoints.Where(entry => !s_examples.Keys.Any(name => name.StartsWith(entry, StringComparison.Ordinal)))];
        Assert.IsEmpty(without, string.Join('\n', without));
    }
}
