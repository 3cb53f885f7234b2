using System.CommandLine;
using Microsoft.ML;
using MLFlux.Samples;
using Recommendations;

Option<int> users = SampleOption.Count("--users", "Users who rate and choose films.", 600);
Option<int> films = SampleOption.Count("--films", "Films, at least 100.", 200);
Option<int> epochs = SampleOption.Count("--epochs", "Times to go through the rows.", 30);
Option<DirectoryInfo> output = new("--out") { HelpName = "DIR", DefaultValueFactory = _ => new DirectoryInfo("out") };
output.Description = "Where the model is saved.";
Option<int> seed = SampleOption.Seed();
var command = new RootCommand(
    "Learns from what users say of films, and from what they choose, which films to recommend. Users that it has never seen have a vector "
    + "of their own.")
{
    users, films, epochs, output, seed,
};
return await SampleCommand.RunAsync(command, args, "Cancelled.", (result, cancellation) =>
{
    int random = result.GetValue(seed);
    var ml = new MLContext(random);
    var club = new FilmClub(result.GetValue(users), Math.Max(100, result.GetValue(films)), random);
    string stars = ExplicitRatings.Run(ml, club, result.GetValue(epochs), cancellation);
    Console.WriteLine();
    string hits = ImplicitChoices.Run(ml, club, result.GetValue(epochs), result.GetValue(output)!.FullName, random, cancellation);
    Console.WriteLine($"held-out {stars}; {hits}");
});
