using System.Xml.Linq;
using SkiaSharp;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Pipelines.Plots;

[TestClass]
public sealed class PlotTests
{
    private static readonly string[] s_names = ["plot.png", "plot.svg"];

    [TestMethod]
    public void A_learning_curve_shows_both_losses_and_accuracies()
    {
        using var folder = new TemporaryFolder();

        PlotFiles files = Plot.LearningCurve(History(5, accuracy: true, validation: true), "How it went").Save(folder.File("plot"));

        string[] texts = Texts(files.Svg);
        foreach (string expected in new[] { "How it went", "epoch", "loss", "accuracy", "training", "validation", "best epoch", "1", "5" })
            CollectionAssert.Contains(texts, expected);
        AssertPicture(files.Png, 1280, 1120, 0x1F77B4, 0xE67E22);
    }

    [TestMethod]
    public void Without_accuracy_or_validation_the_learning_curve_shows_none()
    {
        using var folder = new TemporaryFolder();

        PlotFiles files = Plot.LearningCurve(History(1, accuracy: false, validation: false)).Save(folder.File("plot"));

        string[] texts = Texts(files.Svg);
        CollectionAssert.Contains(texts, "training");
        CollectionAssert.DoesNotContain(texts, "validation");
        CollectionAssert.DoesNotContain(texts, "accuracy");
    }

    [TestMethod]
    public void A_learning_curve_needs_an_epoch() =>
        Assert.ThrowsExactly<ArgumentException>(() => Plot.LearningCurve(History(0, accuracy: true, validation: true)));

    [TestMethod]
    public void A_learning_rate_curve_shows_the_suggested_rate()
    {
        using var folder = new TemporaryFolder();
        var curve = new LearningRateCurve([.. Enumerable.Range(0, 30).Select(
            i => new LearningRatePoint(Math.Pow(10, (i / 5.0) - 5), Math.Abs(20 - i) + (i % 2), Math.Abs(20 - i)))]);

        PlotFiles files = Plot.LearningRates(curve).Save(folder.File("plot"));

        string[] texts = Texts(files.Svg);
        foreach (string expected in new[] { "Learning rates", "learning rate", "loss", "of each batch", "smoothed", "falls fastest" })
            CollectionAssert.Contains(texts, expected);
        AssertPicture(files.Png, 1600, 960, 0x1F77B4);
    }

    [TestMethod]
    public void A_confusion_matrix_shows_classes_and_counts()
    {
        using var folder = new TemporaryFolder();
        var report = new ClassificationReport(["cat", "dog"], new long[,] { { 81, 0 }, { 17, 52 } });

        PlotFiles files = Plot.ConfusionMatrix(report).Save(folder.File("plot"));

        string[] texts = Texts(files.Svg);
        foreach (string expected in new[] { "Confusion matrix", "accuracy 0.8867 of 150 rows", "actual", "predicted", "cat", "dog", "81",
            "17", "52" })
            CollectionAssert.Contains(texts, expected);
        AssertPicture(files.Png, 1080, 960, 0x0B3C7D);
    }

    /// <summary>A picture with the axes swapped looks right as long as mistakes are symmetric.</summary>
    [TestMethod]
    public void In_a_confusion_matrix_the_first_actual_class_is_on_top()
    {
        using var folder = new TemporaryFolder();
        var report = new ClassificationReport(["cat", "dog"], new long[,] { { 11, 22 }, { 33, 44 } });

        XElement[] texts = TextElements(Plot.ConfusionMatrix(report).Save(folder.File("plot")).Svg);

        Assert.IsLessThan(Place(texts, "33").Y, Place(texts, "22").Y);
        Assert.IsGreaterThan(Place(texts, "33").X, Place(texts, "22").X);
        Assert.AreEqual(Place(texts, "11").Y, Place(texts, "22").Y, 0.5);
        Assert.AreEqual(Place(texts, "11").X, Place(texts, "33").X, 0.5);
    }

    [TestMethod]
    public void Saving_replaces_older_files_and_leaves_nothing_else()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("plot.png"), "old");
        Plot plot = Plot.LearningCurve(History(2, accuracy: true, validation: true));

        plot.Save(folder.File("plot"));
        byte[] first = File.ReadAllBytes(folder.File("plot.png"));
        plot.Save(folder.File("plot"));

        CollectionAssert.AreEqual(s_names, Names(folder));
        CollectionAssert.AreEqual(first, File.ReadAllBytes(folder.File("plot.png")));
    }

    private static TrainingHistory History(int epochs, bool accuracy, bool validation) => new(
        [.. Enumerable.Range(1, epochs).Select(epoch => new EpochReport
        {
            Epoch = epoch,
            Epochs = epochs,
            TrainingLoss = 1.0 / epoch,
            TrainingAccuracy = accuracy ? 1 - (0.5 / epoch) : null,
            ValidationLoss = validation ? 1.2 / epoch : null,
            ValidationAccuracy = accuracy && validation ? 1 - (0.6 / epoch) : null,
            LearningRate = 0.1,
            Duration = TimeSpan.FromSeconds(1),
            RowsPerSecond = 1,
            IsBest = true,
        })],
        epochs, 1, validation ? 1 : 0, TrainingEnd.Completed);

    private static XElement[] TextElements(string svg) =>
        [.. XDocument.Load(svg).Descendants().Where(element => element.Name.LocalName == "text")];

    private static string[] Texts(string svg) => [.. TextElements(svg).Select(element => element.Value)];

    /// <summary>Where OxyPlot puts a text: <c>transform="translate(x,y)"</c>.</summary>
    private static (double X, double Y) Place(XElement[] texts, string text)
    {
        string transform = texts.Single(element => element.Value == text).Attribute("transform")!.Value;
        string[] numbers = transform["translate(".Length..transform.IndexOf(')', StringComparison.Ordinal)].Split(',');
        return (double.Parse(numbers[0], null), double.Parse(numbers[1], null));
    }

    private static string[] Names(TemporaryFolder folder) =>
        [.. Directory.GetFiles(folder.File(""), "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file)).Order()];

    private static void AssertPicture(string png, int width, int height, params uint[] colors)
    {
        using SKBitmap picture = SKBitmap.Decode(png);
        Assert.AreEqual((width, height), (picture.Width, picture.Height));
        HashSet<uint> found = [.. picture.Pixels.Select(pixel => (uint)pixel & 0xFFFFFF)];
        Assert.Contains(0xFFFFFFu, found);
        foreach (uint color in colors)
            Assert.Contains(color, found, $"{color:X6}");
    }
}
