using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Hosting;
using MLFluxApp._1;

// dotnet run --project MLFluxApp.1, then open the address that it prints; another one may be given: -- http://127.0.0.1:5081
const string Model = "model.zip";
string address = args is [var given] ? given : "http://127.0.0.1:5080";
if (!File.Exists(Model))
{
    Console.WriteLine($"training {Model}, at the first start");
    HouseModel.Train(Model);
}

await using WebApplication service = HouseService.Create(Model, address);
try
{
    await service.StartAsync();
}
catch (IOException fault) when (fault.InnerException is AddressInUseException)
{
    Console.Error.WriteLine($"Another program listens at {address}. Give another address, such as -- http://127.0.0.1:5081");
    return 1;
}

Console.WriteLine($"open {string.Join(", ", service.Urls)}; Ctrl+C ends it");
await service.WaitForShutdownAsync();
return 0;
