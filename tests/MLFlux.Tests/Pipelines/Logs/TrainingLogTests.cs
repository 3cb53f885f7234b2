using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Microsoft.ML;
using MLFlux.Logs;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Pipelines.Logs;

[TestClass]
public sealed class TrainingLogTests
{
    [TestMethod]
    public void An_event_file_read_back_by_its_format_holds_the_figures_of_each_epoch()
    {
        using var folder = new TemporaryFolder();
        NeuralNetworkOptions options = Fits.FullBatch(epochs: 3) with { ValidationFraction = 0.25 };

        TrainingHistory history =
            Fits.Multiclass(Examples.Linear, options.LogTo(new TensorBoardLog(folder.File("runs"))), Examples.Make(24)).Model.History;

        string file = Directory.GetFiles(folder.File("runs/run-1")).Single();
        StringAssert.StartsWith(Path.GetFileName(file), "events.out.tfevents.");
        List<byte[]> records = Records(File.ReadAllBytes(file));
        Assert.AreEqual("brain.Event:2", Encoding.UTF8.GetString((byte[])Fields(records[0]).Single(field => field.Number == 3).Value));
        Assert.HasCount(4, records);
        for (int i = 0; i < 3; i++)
        {
            EpochReport epoch = history.Epochs[i];
            var fields = Fields(records[i + 1]);
            Assert.AreEqual((ulong)epoch.Epoch, fields.Single(field => field.Number == 2).Value);
            double time = BitConverter.UInt64BitsToDouble((ulong)fields.Single(field => field.Number == 1).Value);
            Assert.AreEqual(DateTimeOffset.UtcNow.ToUnixTimeSeconds(), time, 3600);
            Dictionary<string, float> scalars = Fields((byte[])fields.Single(field => field.Number == 5).Value)
                .Select(value => Fields((byte[])value.Value))
                .ToDictionary(
                    value => Encoding.UTF8.GetString((byte[])value.Single(field => field.Number == 1).Value),
                    value => BitConverter.UInt32BitsToSingle((uint)value.Single(field => field.Number == 2).Value));
            Assert.AreEqual((float)epoch.TrainingLoss, scalars["loss/training"]);
            Assert.AreEqual((float)epoch.ValidationLoss!, scalars["loss/validation"]);
            Assert.AreEqual((float)epoch.TrainingAccuracy!, scalars["accuracy/training"]);
            Assert.AreEqual((float)epoch.ValidationAccuracy!, scalars["accuracy/validation"]);
            Assert.AreEqual((float)epoch.LearningRate, scalars["learning_rate"]);
            Assert.AreEqual((float)epoch.RowsPerSecond, scalars["rows_per_second"]);
        }
    }

    [TestMethod]
    public void Each_run_has_a_folder_of_its_own()
    {
        using var folder = new TemporaryFolder();
        NeuralNetworkOptions options = Fits.FullBatch(epochs: 2).LogTo(new TensorBoardLog(folder.File("runs")));

        Fits.Regression(Examples.Hidden, options, Examples.Make(9));
        Fits.Regression(Examples.Hidden, options, Examples.Make(9));
        Fits.Regression(Examples.Hidden, Fits.FullBatch(epochs: 1).LogTo(new TensorBoardLog(folder.File("runs"))), Examples.Make(9));

        int[] records = [.. Enumerable.Range(1, 3)
            .Select(run => Records(File.ReadAllBytes(Directory.GetFiles(folder.File($"runs/run-{run}")).Single())).Count)];
        CollectionAssert.AreEqual(new[] { 3, 3, 2 }, records);
    }

    [TestMethod]
    public void A_CSV_has_a_line_for_each_epoch_of_each_run()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("training.csv", 1, 2, 3);
        NeuralNetworkOptions options = Fits.FullBatch(epochs: 2).LogTo(new CsvLog(path));

        TrainingHistory first = Fits.Multiclass(Examples.Linear, options, Examples.Make(9)).Model.History;
        TrainingHistory second = Fits.Regression(Examples.Hidden, options, Examples.Make(9)).Model.History;

        string[] lines = File.ReadAllLines(path);
        Assert.AreEqual(
            "run,epoch,training_loss,training_accuracy,validation_loss,validation_accuracy,learning_rate,seconds,rows_per_second,is_best",
            lines[0]);
        Assert.HasCount(5, lines);
        string[] line = lines[2].Split(','), last = lines[4].Split(',');
        Assert.AreEqual("1,2", string.Join(',', line[..2]));
        Assert.AreEqual(first.Epochs[1].TrainingLoss, double.Parse(line[2], CultureInfo.InvariantCulture));
        Assert.AreEqual(first.Epochs[1].TrainingAccuracy!.Value, double.Parse(line[3], CultureInfo.InvariantCulture));
        Assert.AreEqual("", line[4] + line[5]);
        Assert.AreEqual("2,2", string.Join(',', last[..2]));
        Assert.AreEqual(second.Epochs[1].TrainingLoss, double.Parse(last[2], CultureInfo.InvariantCulture));
        Assert.AreEqual("", last[3]);
    }

    [TestMethod]
    public void A_log_that_cannot_be_written_ends_the_fit_with_its_error()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("taken");
        int epochs = 0;
        NeuralNetworkOptions options = Fits.FullBatch(epochs: 3) with { Progress = _ => epochs++ };

        Assert.Throws<IOException>(
            () => Fits.Multiclass(Examples.Linear, options.LogTo(new CsvLog(Path.Combine(file, "a.csv"))), Examples.Make(9)));
        Assert.Throws<IOException>(() => Fits.Multiclass(Examples.Linear, options.LogTo(new TensorBoardLog(file)), Examples.Make(9)));

        Assert.AreEqual(2, epochs); // The first of each, as the user's own callback comes first.
    }

    [TestMethod]
    public void A_full_disk_is_warned_of_once_and_the_fit_goes_on()
    {
        if (!File.Exists("/dev/full"))
            Assert.Inconclusive("There is no /dev/full, which is a full disk.");
        using var folder = new TemporaryFolder();
        var tensorBoard = new TensorBoardLog(folder.File("runs"));
        string Events() => Directory.GetFiles(folder.File("runs/run-1")).Single();
        NeuralNetworkOptions options = (Fits.FullBatch(epochs: 4) with
        {
            Progress = report =>
            {
                if (report.Epoch != 2)
                    return;
                string events = Events();
                File.Delete(events);
                File.CreateSymbolicLink(events, "/dev/full");
            },
        }).LogTo(new CsvLog("/dev/full")).LogTo(tensorBoard);
        var ml = new MLContext(seed: 1);
        var log = new MessageLog(ml);

        TrainingHistory history = ml.MulticlassClassification.Trainers.NeuralNetwork(Examples.Linear, options)
            .Fit(Examples.Keyed(ml, Examples.Make(9))).Model.History;

        Assert.HasCount(4, history.Epochs);
        string[] full = [.. log.Warnings.Where(line => line.Contains("could not be written", StringComparison.Ordinal))];
        Assert.HasCount(2, full);
        StringAssert.Contains(full[0], "The log '/dev/full' lacks epoch 1");
        StringAssert.Contains(full[1], $"The log '{tensorBoard.Folder}' lacks epoch 2");
    }

    [TestMethod]
    public void A_log_that_cannot_be_written_later_lacks_those_epochs_and_has_the_next()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("logs/training.csv"), hidden = folder.File("hidden");
        NeuralNetworkOptions options = (Fits.FullBatch(epochs: 5) with
        {
            Progress = report =>
            {
                if (report.Epoch == 2)
                    Directory.Move(folder.File("logs"), hidden);
                if (report.Epoch == 4)
                    Directory.Move(hidden, folder.File("logs"));
            },
        }).LogTo(new CsvLog(path));

        Fits.Multiclass(Examples.Linear, options, Examples.Make(9));

        Assert.AreEqual("1,1 1,4 1,5", string.Join(' ', File.ReadAllLines(path)[1..].Select(line => line[..3])));
    }

    [TestMethod]
    public void An_entry_that_the_disk_has_no_room_for_is_taken_back_whole()
    {
        using var disk = new FullStream(room: 10);

        LogFile.Append(disk, "1234567\n"u8);
        Assert.ThrowsExactly<IOException>(() => LogFile.Append(disk, "abcdefg\n"u8));

        Assert.AreEqual("1234567\n", Encoding.UTF8.GetString(disk.ToArray()));
    }

    [TestMethod]
    public void The_checksum_here_is_the_standard_one() => Assert.AreEqual(0xE3069283, Crc32C("123456789"u8));

    /// <summary>The records of a TFRecord file, whose checksums are checked.</summary>
    private static List<byte[]> Records(byte[] file)
    {
        var records = new List<byte[]>();
        for (int at = 0; at < file.Length;)
        {
            int length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at)));
            Assert.AreEqual(Masked(file.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            byte[] content = file[(at + 12)..(at + 12 + length)];
            Assert.AreEqual(Masked(content), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            records.Add(content);
            at += length + 16;
        }

        return records;
    }

    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        uint crc = Crc32C(bytes);
        return unchecked(((crc >> 15) | (crc << 17)) + 0xa282ead8u);
    }

    /// <summary>Castagnoli's polynomial, bit by bit.</summary>
    private static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
        }

        return ~crc;
    }

    /// <summary>The fields of a protocol buffer: varints and 64 bits as ulong, 32 bits as uint, the rest as bytes.</summary>
    private static List<(int Number, object Value)> Fields(byte[] message)
    {
        var fields = new List<(int, object)>();
        int at = 0;
        while (at < message.Length)
        {
            ulong tag = Varint(message, ref at);
            object value;
            switch (tag & 7)
            {
                case 0:
                    value = Varint(message, ref at);
                    break;
                case 1:
                    value = BinaryPrimitives.ReadUInt64LittleEndian(message.AsSpan(at));
                    at += 8;
                    break;
                case 2:
                    int length = (int)Varint(message, ref at);
                    value = message[at..(at + length)];
                    at += length;
                    break;
                default:
                    Assert.AreEqual(5ul, tag & 7);
                    value = BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(at));
                    at += 4;
                    break;
            }

            fields.Add(((int)(tag >> 3), value));
        }

        return fields;
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = message[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
