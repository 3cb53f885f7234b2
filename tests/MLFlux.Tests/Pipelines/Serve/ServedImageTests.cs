using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using SkiaSharp;
using static MLFlux.Layers;

namespace MLFlux.Tests.Pipelines.Serve;

/// <summary>
/// A model that reads images by their paths let callers choose files of the machine that serves; a served one takes the images.
/// </summary>
[TestClass]
public sealed class ServedImageTests
{
    [TestMethod]
    public async Task Images_are_sent_as_files_and_paths_are_refused()
    {
        using var folder = new TemporaryFolder();
        (string model, string[] images, string[] labels) = Save(folder);
        var options = new ModelServiceOptions { Urls = "http://127.0.0.1:0", MaxPixels = 5_000 };
        await using WebApplication service = ModelService.Create(model, options);
        await service.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(service.Urls.Single()) };

        using var form = new MultipartFormDataContent();
        foreach (string image in images.Take(4))
            form.Add(Bytes(await File.ReadAllBytesAsync(image)), "image", Path.GetFileName(image));
        (HttpStatusCode status, JsonNode answer) = await PostAsync(client, form);
        Assert.AreEqual(HttpStatusCode.OK, status, answer.ToJsonString());
        CollectionAssert.AreEqual(labels.Take(4).ToArray(), answer.AsArray().Select(one => (string)one!["prediction"]!).ToArray());
        Assert.AreEqual(Path.GetFileName(images[1]), (string)answer[1]!["file"]!);

        byte[] first = await File.ReadAllBytesAsync(images[0]);
        using ByteArrayContent alone = Bytes(first);
        alone.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        (status, answer) = await PostAsync(client, alone);
        Assert.AreEqual(HttpStatusCode.OK, status);
        Assert.AreEqual(labels[0], (string)answer["prediction"]!);

        (status, answer) = await PostAsync(client, Json(new JsonObject { ["ImagePath"] = Convert.ToBase64String(first) }));
        Assert.AreEqual(HttpStatusCode.OK, status);
        Assert.AreEqual(labels[0], (string)answer["prediction"]!);
        (status, answer) = await PostAsync(client, Json(new JsonObject { ["ImagePath"] = images[0] }));
        Assert.AreEqual(HttpStatusCode.BadRequest, status);
        StringAssert.Contains((string)answer["detail"]!, "base64");

        using var broken = new MultipartFormDataContent { { Bytes([1, 2, 3]), "image", "broken.png" } };
        (status, answer) = await PostAsync(client, broken);
        Assert.AreEqual(HttpStatusCode.BadRequest, status);
        StringAssert.Contains((string)answer["detail"]!, "'broken.png': the image cannot be read");
        using var large = new MultipartFormDataContent { { Bytes(Png(100, 100, SKColors.Red)), "image", "large.png" } };
        (status, answer) = await PostAsync(client, large);
        Assert.AreEqual(HttpStatusCode.BadRequest, status);
        StringAssert.Contains((string)answer["detail"]!, "'large.png'");

        using HttpResponseMessage unexplained = await client.PostAsync(
            new Uri("/explain", UriKind.Relative), Json(new JsonObject { ["ImagePath"] = Convert.ToBase64String(first) }));
        Assert.AreEqual(HttpStatusCode.NotImplemented, unexplained.StatusCode);
        StringAssert.Contains(await client.GetStringAsync(new Uri("/", UriKind.Relative)), "type=\"file\"");
        ImageLimits.MaxPixels = int.MaxValue;
    }

    [TestMethod]
    public async Task An_image_beside_other_columns_is_a_part_of_the_form_named_as_its_column()
    {
        using var folder = new TemporaryFolder();
        (_, string[] images, _) = Save(folder);
        var ml = new MLContext(seed: 1);
        IDataView rows = ml.Data.LoadFromEnumerable(images.Select((image, i) =>
            new Listing { Photo = image, Size = i, Price = i + (i % 2 * 10) }));
        var fitted = ml.Transforms.ImageToVector("Pixels", "Photo", new ImageToVectorOptions { Width = 8, Height = 8 })
            .Append(ml.Transforms.Concatenate("Features", "Pixels", "Size"))
            .Append(ml.Regression.Trainers.NeuralNetwork(
                Chain(Output()), new NeuralNetworkOptions { Epochs = 2, LabelColumnName = "Price" }))
            .Fit(rows);
        string path = folder.File("listings.zip");
        ml.Model.Save(fitted, rows.Schema, path);
        await using WebApplication service = ModelService.Create(path, new ModelServiceOptions { Urls = "http://127.0.0.1:0" });
        await service.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(service.Urls.Single()) };

        byte[] image = await File.ReadAllBytesAsync(images[3]);
        float expected = fitted.Transform(rows).GetColumn<float>("Score").ElementAt(3);
        using var form = new MultipartFormDataContent { { Bytes(image), "Photo", "a.png" }, { new StringContent("3"), "Size" } };
        (HttpStatusCode status, JsonNode answer) = await PostAsync(client, form);
        Assert.AreEqual(HttpStatusCode.OK, status, answer.ToJsonString());
        Assert.AreEqual(expected, (float)answer["prediction"]!, 1e-4f);

        using var swapped = new MultipartFormDataContent { { new StringContent(images[3]), "Photo" }, { new StringContent("3"), "Size" } };
        (status, answer) = await PostAsync(client, swapped);
        Assert.AreEqual(HttpStatusCode.BadRequest, status);
        StringAssert.Contains((string)answer["detail"]!, "'Photo' is a text");
        using var unknown = new MultipartFormDataContent { { Bytes(image), "Picture", "a.png" } };
        (status, answer) = await PostAsync(client, unknown);
        Assert.AreEqual(HttpStatusCode.BadRequest, status);
        StringAssert.Contains((string)answer["detail"]!, "'Picture'");
    }

    /// <summary>A model of red and blue pictures, read by their paths.</summary>
    private static (string Model, string[] Images, string[] Labels) Save(TemporaryFolder folder)
    {
        string[] labels = [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? "red" : "blue")];
        string[] images = [.. labels.Select((label, i) => folder.Write(
            $"{i}.png", Png(8, 8, label == "red" ? new SKColor((byte)(200 + i), 10, 10) : new SKColor(10, 10, (byte)(200 + i)))))];
        var ml = new MLContext(seed: 1);
        IDataView rows = ml.Data.LoadFromEnumerable(images.Zip(labels, (image, label) => new Picture { ImagePath = image, Label = label }));
        ITransformer fitted = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.ImageToVector("Features", "ImagePath", new ImageToVectorOptions { Width = 8, Height = 8 }))
            .Append(ml.MulticlassClassification.Trainers.NeuralNetwork(
                Chain(Flatten(), Dense(2), Softmax()), new NeuralNetworkOptions { Epochs = 30 }))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(rows);
        string path = folder.File("colours.zip");
        ml.Model.SaveAtomically(fitted, rows.Schema, path, ModelCard.Describe(fitted, rows.Schema, "Label"));
        return (path, images, labels);
    }

    private static byte[] Png(int width, int height, SKColor color)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(color);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static ByteArrayContent Bytes(byte[] bytes) => new(bytes);

    private static StringContent Json(JsonObject body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

    private static async Task<(HttpStatusCode Status, JsonNode Answer)> PostAsync(HttpClient client, HttpContent content)
    {
        using HttpResponseMessage response = await client.PostAsync(new Uri("/predict", UriKind.Relative), content);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    private sealed class Picture
    {
        public string ImagePath { get; set; } = "";

        public string Label { get; set; } = "";
    }

    private sealed class Listing
    {
        public string Photo { get; set; } = "";

        public float Size { get; set; }

        public float Price { get; set; }
    }
}
