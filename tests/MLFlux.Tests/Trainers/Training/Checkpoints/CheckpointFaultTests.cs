using Microsoft.ML;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>What is no checkpoint, or one of another fit, is refused in a sentence.</summary>
[TestClass]
public sealed class CheckpointFaultTests : IDisposable
{
    private static readonly Layer Network = Chain(Dense(4, Relu), Output());
    private static readonly Example[] Rows = Examples.Make(60);
    private static readonly NeuralNetworkOptions Options = new() { Epochs = 3, BatchSize = 16, Seed = 5, ValidationFraction = 0.2 };

    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public CheckpointFaultTests()
    {
        _path = _folder.File("fit.checkpoint");
        Fits.Multiclass(Network, Options with { CheckpointPath = _path }, Rows).Dispose();
    }

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_file_cut_off_or_altered_anywhere_is_refused_by_its_name()
    {
        byte[] whole = File.ReadAllBytes(_path);
        for (int at = 0; at < whole.Length; at += 1 + (whole.Length / 40))
            AssertRefused(whole[..at]);
        AssertRefused("not a zip"u8.ToArray());
        AssertRefused(ModelZipOf());

        // Beyond the parts' content lie their names and the zip's own directory, of which it reads what it needs.
        int refused = 0;
        for (int at = 0; at < whole.Length; at += 1 + (whole.Length / 200))
        {
            byte[] altered = [.. whole];
            altered[at] ^= 0x10;
            File.WriteAllBytes(_path, altered);
            try
            {
                Resume(Options).Dispose();
            }
            catch (InvalidDataException fault)
            {
                StringAssert.Contains(fault.Message, _path);
                refused++;
            }
        }

        Assert.IsGreaterThan(150, refused);
    }

    [TestMethod]
    public void A_file_that_is_missing_is_named()
    {
        var fault = Assert.ThrowsExactly<FileNotFoundException>(
            () => Fits.Multiclass(Network, Options with { ResumeFrom = _folder.File("none") }, Rows));

        StringAssert.Contains(fault.Message, _folder.File("none"));
    }

    [TestMethod]
    public void Other_options_and_rows_are_refused_with_both_sides_named()
    {
        var fault = Assert.ThrowsExactly<InvalidOperationException>(() => Fits.Multiclass(
            Network,
            Options with { ResumeFrom = _path, Seed = 6, BatchSize = 20, Optimizer = Optimizers.Sgd(0.1),
                Schedule = Schedules.Step(2, 0.5) },
            Examples.Make(80)));

        foreach (string part in new[]
        {
            _path, "BatchSize was 16, now it is 20", "Seed was 5, now it is 6", "Optimizer was Optimizers.Adam(",
            "now it is Optimizers.Sgd(", "Schedule was not set, now it is Schedules.Step(",
            "it had 48 rows to train on, now there are 64", "it had 12 rows to validate on, now there are 16",
        })
        {
            StringAssert.Contains(fault.Message, part);
        }
    }

    [TestMethod]
    public void Another_network_is_refused()
    {
        var fault = Assert.ThrowsExactly<ArgumentException>(
            () => Fits.Multiclass(Chain(Dense(5, Relu), Output()), Options with { ResumeFrom = _path }, Rows));

        StringAssert.Contains(fault.Message, "Dense(4, Relu)");
    }

    [TestMethod]
    public void Two_beginnings_are_refused()
    {
        var ml = new MLContext(seed: 1);
        using NeuralNetworkTransformer fitted = Fits.Multiclass(Network, Options, Rows);

        var fault = Assert.ThrowsExactly<ArgumentException>(() => ml.MulticlassClassification.Trainers
            .NeuralNetwork(Network, Options with { ResumeFrom = _path }).Fit(Examples.Keyed(ml, Rows), fitted.Model));

        StringAssert.Contains(fault.Message, "ResumeFrom");
    }

    [TestMethod]
    public void Parts_that_a_callback_froze_are_said_to_be_lost()
    {
        Fits.Multiclass(Network, Options with { CheckpointPath = _path, EpochEnd = (report, control) => control.Freeze("0") }, Rows)
            .Dispose();

        var fault = Assert.ThrowsExactly<InvalidOperationException>(() => Resume(Options with { Epochs = 5 }));

        StringAssert.Contains(fault.Message, "frozen or thawed");
    }

    [TestMethod]
    public void A_path_that_cannot_be_written_ends_the_fit_at_its_first_checkpoint()
    {
        int epochs = 0;
        string inFile = Path.Combine(_folder.Write("file", 1), "fit.checkpoint");

        Assert.Throws<IOException>(
            () => Fits.Multiclass(Network, Options with { CheckpointPath = inFile, Progress = _ => epochs++ }, Rows));

        Assert.AreEqual(1, epochs);
    }

    [TestMethod]
    public void A_later_one_that_cannot_be_written_is_a_warning()
    {
        var ml = new MLContext(seed: 1);
        var log = new MessageLog(ml);
        string path = Path.Combine(_folder.File("sub"), "fit.checkpoint");
        var options = Options with
        {
            CheckpointPath = path,
            Progress = report =>
            {
                if (report.Epoch == 2)
                {
                    Directory.Delete(_folder.File("sub"), recursive: true);
                    File.WriteAllText(_folder.File("sub"), "in the way");
                }
            },
        };

        using NeuralNetworkTransformer fitted = ml.MulticlassClassification.Trainers.NeuralNetwork(Network, options)
            .Fit(Examples.Keyed(ml, Rows));

        Assert.HasCount(3, fitted.Model.History.Epochs);
        Assert.IsTrue(
            log.Warnings.Any(line => line.Contains("The checkpoint after epoch 2 could not be written", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Options_out_of_range_are_refused_all_at_once()
    {
        var fault = Assert.ThrowsExactly<ArgumentException>(() => Fits.Multiclass(
            Network, new NeuralNetworkOptions { CheckpointPath = " ", CheckpointEvery = 0, ResumeFrom = "",
                Schedule = Schedules.Plateau(byBatch: true) }, Rows));

        foreach (string part in new[] { "CheckpointPath is empty", "CheckpointEvery is 0", "ResumeFrom is empty",
            "follows the loss of every batch" })
            StringAssert.Contains(fault.Message, part);
    }

    private static byte[] ModelZipOf()
    {
        using NeuralNetworkTransformer fitted = Fits.Multiclass(Network, Options, Rows);
        return Models.ModelZip.Save(fitted);
    }

    private NeuralNetworkTransformer Resume(NeuralNetworkOptions options) =>
        Fits.Multiclass(Network, options with { ResumeFrom = _path }, Rows);

    private void AssertRefused(byte[] content)
    {
        File.WriteAllBytes(_path, content);
        var fault = Assert.ThrowsExactly<InvalidDataException>(() => Resume(Options));
        StringAssert.Contains(fault.Message, _path);
    }
}
