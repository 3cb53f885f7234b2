using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.ML;
using Microsoft.ML.Data;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests;

/// <summary>What .NET Interactive, asked for HTML as a notebook asks it, makes of MLFlux's values.</summary>
[TestClass]
public sealed class NotebookTests
{
    [TestMethod]
    public void A_network_is_the_code_that_writes_it()
    {
        Layer[] networks = [Chain(Dense(8, Relu), Output()), Dense(3)];
        foreach (Layer network in networks)
            Assert.AreEqual($"<pre>{System.Net.WebUtility.HtmlEncode(network.ToString())}</pre>", Html(network));
    }

    [TestMethod]
    public void A_model_is_its_network_and_its_history()
    {
        NeuralNetworkModel model = Fit(epochs: 3);
        string html = Html(model);
        StringAssert.Contains(html, "2 → 8");
        StringAssert.Contains(html, Html(model.History));
    }

    [TestMethod]
    public void A_history_is_a_curve_and_a_table_with_the_best_epoch_marked()
    {
        TrainingHistory history = Fit(epochs: 30).History;
        string html = Html(history);
        StringAssert.Contains(html, "<svg ");
        Assert.AreEqual(2, html.Split("<polyline").Length - 1, "training and validation");
        StringAssert.Contains(html, $"<td><b>{history.BestEpoch}</b></td>");
        int rows = html.Split("<tr>").Length - 2;
        Assert.IsTrue(rows is 20 or 21, $"{rows} rows of 30: the last twenty and the best");
    }

    [TestMethod]
    public void A_history_of_one_epoch_has_no_curve()
    {
        string html = Html(Fit(epochs: 1).History);
        Assert.IsFalse(html.Contains("<svg", StringComparison.Ordinal));
        StringAssert.Contains(html, "<td><b>1</b></td>");
    }

    [TestMethod]
    public void A_plot_is_a_picture()
    {
        string html = Html(Plot.LearningCurve(Fit(epochs: 2).History));
        string data = html[(html.IndexOf("base64,", StringComparison.Ordinal) + 7)..html.LastIndexOf('"')];
        StringAssert.Contains(System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(data)), "<svg ");
    }

    [TestMethod]
    public void A_report_is_its_page_in_a_frame()
    {
        var ml = new MLContext(seed: 1);
        IDataView rows = Rows(ml);
        var model = ml.Regression.Trainers.Sdca().Fit(rows);
        var options = new ReportOptions { Title = "A <b> & \"c\"" };
        PredictionReport report = ml.Report(model.Transform(rows), PredictionTask.Regression, options);
        string html = Html(report);
        Assert.StartsWith("<iframe ", html);
        Assert.EndsWith("\"></iframe>", html);
        Assert.AreEqual(2, html.Split('<').Length - 1, "The page is quoted: the frame's two tags are all there is.");
    }

    private static string Html(object value) => value.ToDisplayString("text/html");

    private static NeuralNetworkModel Fit(int epochs)
    {
        var ml = new MLContext(seed: 1);
        return ml.Regression.Trainers.NeuralNetwork(
            Chain(Dense(8, Relu), Output()), new NeuralNetworkOptions { Epochs = epochs, ValidationFraction = 0.2 }).Fit(Rows(ml)).Model;
    }

    private static IDataView Rows(MLContext ml) => ml.Data.LoadFromEnumerable(Enumerable.Range(0, 60)
        .Select(i => new Row { Features = [i % 7, i % 5], Label = i % 7 + (i % 5) }).ToArray());

    private sealed class Row
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }
}
