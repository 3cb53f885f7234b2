using System.CommandLine;
using ImageService;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

var model = new Option<string>("--model") { HelpName = "FILE", Description = "Model that ImageClassification saved.",
    DefaultValueFactory = _ => "out/images.zip" };
var address = new Option<string>("--address") { HelpName = "URL", Description = "Where to listen.",
    DefaultValueFactory = _ => "http://127.0.0.1:5080" };
var images = new Option<DirectoryInfo?>("--load-test") { HelpName = "DIR",
    Description = "Post the images below this folder from many clients at once, then end." };
var clients = new Option<int>("--clients") { HelpName = "N", Description = "Clients of the load test.", DefaultValueFactory = _ => 16 };
var seconds = new Option<int>("--seconds") { HelpName = "N", Description = "How long the load test takes.", DefaultValueFactory = _ => 30 };

var command = new RootCommand(
    "Classifies images that are posted to /classify: curl --data-binary @cat.jpg http://127.0.0.1:5080/classify") { model, address, images,
    clients, seconds };
command.SetAction(async (parsed, cancellation) =>
{
    string path = parsed.GetRequiredValue(model), url = parsed.GetRequiredValue(address);
    if (!File.Exists(path))
    {
        await Console.Error.WriteLineAsync($"There is no model {path}; the sample ImageClassification makes one.");
        return 1;
    }

    await using WebApplication service = Service.Create(path, url);
    await service.StartAsync(cancellation);
    if (parsed.GetValue(images) is { } folder)
    {
        string[] files = [.. folder.EnumerateFiles("*.*", SearchOption.AllDirectories).Select(file => file.FullName)
            .Order(StringComparer.Ordinal).Take(1000)];
        bool passed = await LoadTest.RunAsync(service.Urls.First(), files, parsed.GetValue(clients),
            TimeSpan.FromSeconds(parsed.GetValue(seconds)));
        await service.StopAsync(CancellationToken.None);
        return passed ? 0 : 1;
    }

    Console.WriteLine($"listening on {url}; POST an image to /classify");
    await service.WaitForShutdownAsync(cancellation);
    return 0;
});
return await command.Parse(args).InvokeAsync();
